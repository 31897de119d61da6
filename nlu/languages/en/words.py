"""English function words, by what they do in an order."""

from __future__ import annotations

from nlu.packed import words

#: tag → phrases, "|" between them.
WORDS: dict[str, str] = {
    # The next thing is not wanted.
    "not": (
        "anything but|not needed|not required|not necessary|not wanted|unnecessary|no|without|without any|"
        "without the|w/o|"
        "hold|hold the|avoid|avoid the|skip|skip the|minus|minus the|exclude|excluding|leave off|"
        "leave off the|leave out|leave out the|leave the|nothing on|nothing on the|not|not any|do not want|"
        "dont want|dont want any|dont need|do not need|dont add|do not add|dont put|do not put|dont include|"
        "none of|none of the|but no|but not|never|neither|nor|no more|omit|omit the|lose the|drop the|lacking|"
        "without adding|without adding any|do no add|do no add any|no adding|no added|not including|"
        "dont have any|wont need|wont need any|will not need|wont want|wouldnt like|not interested in|"
        "leaving out|do not have|nix|nix the|hate|free of|with no|with zero|zero|can do without|"
        "rather not have|instead of|rather than|dont like|do not like|not the|not a|take off|take off the|"
        "remove|remove the|except|except for|isnt|arent|"
        "forget the|forget about the|never mind the|nevermind the"
    ),
    # The next thing is wanted (again).
    "with": "dont forget|dont forget the|dont forget about the|do not forget|do not forget the|"
    "with|plus|including|includes|featuring|has|having|add|adding|topped with|filled with|along with|and with|"
    "but with|together with|do add|put|also|want|wants|need|needs|get|like|having|made of|made from|made with|made in",
    "and": "and|&|+|as well as|n",
    "or": "or",
    "but": "but|however|though|although|yet",
    "det": "a|an|some|another|one more",
    "the": "the|that|these|those|this",
    "own": "my|our|your|their|his|her|its",
    "all": "all|all of them|all of it|both|both of them|each of them|everything|all in|on both|on all|they are all|"
    "on each|in each|for all|for both|both with|all with|every one|they should all|them all|"
    "all of which|both of which|each with",
    "each": "each|apiece|of each|each of|of both",
    "half": "half|half of them|the other half|other half|half the|half in|half of",
    "third": "a third|one third|third of them",
    "two_thirds": "two thirds|two-thirds",
    "quarter": "a quarter|one quarter|quarter of them",
    "evenly": "equally|evenly|equal parts|equal numbers|equal amounts|the same number of each|same number of each|"
    "an equal mix|equal mix",
    "respectively": "respectively|in that order",
    "rest": "rest|remaining|remainder|others|the others",
    "about": "about|around|roughly|approximately|approx|approx.|circa|some|or so|ish|more or less|ca|nearly|almost|"
    "somewhere around|in the region of|give or take|maybe|perhaps|probably|just shy of|just under|just over|close to|"
    "upwards of|getting on for|in the order of|plus minus|or thereabouts|thereabouts",
    # More than one, and nobody knows how many.
    "few": "a few|quite a few|a good few|a handful of|a number of|a batch of",
    "least": "at least|minimum|min|no less than|not less than|a minimum of|no fewer than",
    "most": "up to|at most|max|maximum|no more than|not more than|a maximum of",
    "amount": "quantity|qty|amount|number of pieces|count|total of|a total of|in total|total|altogether|of them|"
    "of those|of these|of it|of em|of 'em",
    "of": "of|in|x|for|on|to|at|from|as|by|into|onto|per",
}

#: Units of anything that can be counted, whatever the trade.
COUNTERS = (
    "piece|pieces|pc|pcs|pce|unit|units|item|items|copy|copies|set|sets|order of|orders of|off|no|nos|ea|lot of|count"
)
DOZENS = {"dozen": 12, "dozens": 12, "dz": 12, "doz": 12, "gross": 144}

#: Words that may begin a phrase about the speaker or the occasion, not about the goods.
ASIDES = (
    "we are a|we are an|were a|were an|i am a|i am an|im a|im an|we are the|were the|i am the|im the|my name is|"
    "i am called|this is|on behalf of|we run a|we run an|i run a|i run an|i own a|we own a|for our|for my|"
    "for her|for his|"
    "for their|here from|calling from|writing from|called|named|its for our|its for my|its for a|it is for|"
    "my company is|our company is|our company|our team|regards|kind regards|best regards|cheers|sincerely|"
    "yours|thanks from|best wishes|signed|greetings from|hi from|hello from|we work at|i work at|i work for|"
    "as a gift for|gift for|present for|someone at|owner of|manager of|member of|the name is|name is|i work in a|"
    "we live in a|i live in a|we have a|i have a|we have an|i have an"
)
#: … and the words that bring it back to the goods.
ASIDE_ENDS = words(
    """
    and need needs want wants would like looking love order ordering get have with please we i could can
    who which that so to interested require requires wanted buy after
    """
)

#: Words with a meaning of their own in talk, however a catalogue uses the same letters.
IDIOMS = (
    "how about|what about|turn around|turn round|call me back|call us back|ring me back|write me back|email me back|"
    "text me back|"
    "get back to|up front|"
    "upfront|no rush|no hurry|no worries|no problem|no problems|no need|no idea|no doubt|no matter|"
    "no thanks|no thank you|"
    "no later than|no longer|no wonder|no pressure|no stress|not sure|not yet|black friday|cyber monday|"
    "post code|large order|big order|small order|large quantity|small quantity|large number|large amount|large batch|"
    "small question|little question|small request|small favour|small favor|big favour|big favor|big ask|"
    "small batch|big batch|a great deal|good deal|in the long run|long time|short notice|short time|at short notice|"
    "in short|as soon as possible|in front of|at the front desk|front desk|come back|get back|got back|getting back|"
    "call back|write back|back to you|back to me|back to us|going back|go back|back in|back from|back then|"
    "hear back|be back|pay back|money back|white house|red cross|green light|heads up|high school|"
    "high street|high quality|light on detail|straight away|right now|right away|at the end of the day|on top of that|"
    "on the other hand|by the way|in the end|for now|at the moment|old school|blue moon|out of the blue|"
    "in the red|in the black|gold standard|silver lining|paper work|paperwork|credit card|business card"
)

#: Nouns for whatever is listed below ("two things: …") …
LIST_NOUNS = words("thing things item items product products kind kinds type types sort sorts bits different separate")
#: … and words behind a wish that show that no denial reaches it ("no olives and ranch on top").
RESUMES = "on top|on the side|as well|too|instead|added|on the bottom|inside"

#: What may stand between the name of a text and the text ("the card should say: …") …
TEXT_LEADS = words(
    "is be should will must that which says say saying read reads reading to as of the words word text name s"
)
#: … and what says that a text follows, whatever it is called.
TEXT_OPENERS = (
    r"\b(?:with|has|have|having|showing|put|write|print|printed with|engraved with|embroidered with) the "
    r"(?:words?|text|name|phrase|message|wording)\b|\b(?:that|which) (?:should )?(?:reads?|says?)\b|"
    r"\b(?:text|wording|words|lettering|inscription)\s?(?=:)"
)

#: Words of one degree mean what a modifier of the catalogue means that is called by one of them.
DEGREES = (
    frozenset(("extra", "more", "additional", "lots of", "plenty of", "loads of", "a lot of", "heavy")),
    frozenset(
        ("light", "less", "a little", "slightly", "lightly", "lil", "easy on", "go easy on", "a touch of", "a hint of")
    ),
)
#: What may stand before a modal verb's subject: "can I …" asks, it names no can.
MODALS = words("can may will might must could would shall")
SUBJECTS = words("i you we they u he she it someone anyone")

#: Talk that asks for nothing by itself.
FILLERS = words(
    """
    a about above actually afternoon again ago ah ahead all alright also although always am amazing an
    and another any anybody anyone anything anyway apparently appreciate are aren arent around as ask
    asking at available away awesome back basically be because been before being best better between big
    bit both bother bro brother bunch business but buy by bye call came can cannot cant care check
    cheers choose client clients coffee cold collect colleague colleagues come coming company completely
    lil cooked prepared served confirm consider could couldnt couple course customer customers cut damn date day days
    deadline deal dear decide decided definitely deliver delivered delivery details did didnt different do does doesnt
    doing done dont double down dude due during each early either else email end enough especially etc
    evening event ever every everybody everyone everything exactly except excited excuse fact family
    favour favor few figure final finally find fine first folks following follow for forget form forward
    found free fewer friend friends from full fun fyi gang gave general get gets getting gift girls give given
    gives giving glad go goes going gonna good goodbye got gotta grateful great group guess guests guy
    guys had happen happening happy hard has hasnt have havent having he head hear heard hello help her
    here hers hey hi him himself his hmm hold holiday home hope hopefully hour hours how however hurry i
    id idea if ill im immediately important in include included including indeed info information inside
    instead interested into is isnt it item items its ive job just keep kind kindly know known last
    lastly late later latest least leave left let lets like likely list little ll lol long look looking
    looks lot lots love lovely luck made mail main make makes making man many mate matter may maybe me
    mean meant meet member members message might mind mine minute miss moment money month months more
    morning most move mr mrs ms much mum must my myself name need needed needs neither never new next
    nice night no nobody nope normal normally not note nothing now number numbers obviously obvs of off
    offer office often oh ok okay old on once one ones only onto open opening option options or order
    ordered ordering orders other others otherwise our ours ourselves out over overall own pack page
    paid part particular party pay payment people per perfect perhaps person personally phone pick
    pickup piece pieces place plan planning please pls plz point possible possibly prefer preferably
    present pretty previous price prices probably problem process produce product products project
    promise proper put quality quantity question quick quickly quite quote rather re reach ready real
    really reason receive received regarding regards request require required rest right round run rush
    said same saw say saying says school see seem seems seen send sense sent separate seriously set
    several shall share she ship shipped shipping shop should show side simple simply since single sir
    sister situation so some somebody someone something sometimes somewhere soon sorry sort sounds speak
    special specific staff standard start started still stop store stuff such suit suppose supposed sure
    sweet switch ta take taken taking talk team tell than thank thanks that thats the their them then
    there these they theyre thing things think this those though thought through thx till time times
    tiny to today together told tomorrow tonight too took top total totally toward try trying turn two
    type u ugh um under understand unless until up update ur urgent us use used using usual usually
    value various very via visit wait waiting wanna want wanted wants was wasnt way we week weekend
    weeks welcome well went were weve what whatever when where whether which whichever while who whole
    whom whose why will wish with within without wondering wont word work working works worry would
    wouldnt wow write writing wrong xo xx xxx yay yeah year years yep yes yesterday yet you youd youll
    your youre yours yourself yup birthday wedding celebration anniversary christmas summer winter
    autumn spring monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december noon midday evening sharp max min budget
    cost costs expensive cheap cheaper afford spend spending maximum minimum each unit units pcs each
    approx roughly cent cents penny deliver address city country street road cancel change changed changing add added
    adding remove drop replace amend update instead swap
    """
)
