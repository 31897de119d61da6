"""What English messages are for. Patterns look at folded text, apostrophes kept."""

from __future__ import annotations

CANCEL = (
    r"\b(?:cancel|call (?:it|the whole thing|this|everything|(?:my|our|the|this|that) \w{1,12}) off|forget (?:it|"
    r"about it|the (?:whole )?(?:order|"
    r"thing))|never ?mind|scrap (?:it|that|this|everything|(?:the|my|our) (?:whole )?(?:order|lot|thing))|"
    r"(?:stop|kill|pull|bin|ditch|abandon|axe|void|undo|revoke) (?:(?:the|my|our|this|that) (?:whole |entire )?order|"
    r"the whole thing|"
    r"everything)|call off (?:my|our|this|that|the whole) (?:\w{1,12} )?(?:order|thing|booking)|^\W*(?:they'?re |"
    r"it'?s |that'?s )?no longer "
    r"(?:needed|required|necessary|wanted)\W*$|(?:not|won'?t be|won'?t) (?:to )?go(?:ing)? ahead|(?:disregard|"
    r"ignore) (?:my|the|our) (?:last |previous )?(?:order|message|request)|"
    r"not going to (?:need|want)|"
    r"(?:don'?t|do not|no longer) (?:want|need) (?:it|them|this|that|any of it|anything|"
    r"the order)(?= (?:any ?more|now|please|at all|after all)|\W*$|[,.!;])|"
    r"(?:scrap|bin|kill|pull|void|ditch|scratch|drop|forget) (?:(?:the|my|our) )?order "
    r"(?:no\.? ?|number |#)?\w{0,3}-?\d{2,}|"
    r"call off the order|drop (?:it|that)(?=\W*$)|drop the (?:whole )?(?:order|thing)|withdraw (?:my|the|our) order|"
    r"changed my mind,? (?:i )?(?:don'?t|no))"
)
NOT_CANCEL = (
    r"\b(?:don'?t|do not|never|without|not|rather than|instead of|didn'?t|no need to|wouldn'?t)\s+(?:want to\s+|"
    r"have to\s+|need to\s+|going to\s+|please\s+)?(?:cancel|call|forget)"
)
STATUS = (
    r"\b(?:where(?:'s| is| are)? (?:is |are )?(?:my|our|the|it|they|this|that)\b(?! zip| pocket)|(?:has|have|did|"
    r"is|are|was|were) (?!it (?:be )?(?:possible|ok|okay|feasible))(?:it|they|my|our|the|those|"
    r"this)\b[^?.!]{0,40}\b(?:shipped|sent|"
    r"arrived?|ready|done|finished|dispatched|delivered|on (?:its|their|the) way|made)\b|(?:has|have|did|are) you "
    r"(?:already |yet )?(?:shipp(?:ed|ing)|sen[dt]|sending|post(?:ed)?|finish(?:ed)?|start(?:ed)?|dispatch(?:ed)?|"
    r"deliver(?:ed)?|done) "
    r"(?:it|them|my|our|the|that|on)\b|(?:haven'?t|hasn'?t|have not|has not|didn'?t|did not|not) (?:yet |been |"
    r"even )?(?:received?|"
    r"arrived?|got(?:ten)?|come|turned up|shown up|heard (?:anything|back))\b|^\W*(?:an |any )?updates?(?: please|"
    r" pls)?\W*$|"
    r"waiting (?:for|on) (?:my|our|the)\b|"
    r"status of|order status|any (?:news|update|updates|progress|word)\W*$|any (?:news|update|updates|progress|"
    r"word) (?:on|about|of|for|regarding|yet)|"
    r"any (?:news|update|updates)\b|\bupdates? (?:on|about|regarding) |do you know when (?:my|our|the|it|they)\b|"
    r"how(?:'s| is| are| far) (?:is |are )?(?:my|our|the|it|they|that|"
    r"those)\b[^?.!]{0,40}\b(?:order|going|coming|along|getting|progress)|"
    r"track(?:ing)?\b|^\W*eta\b|\b(?:checking|check|chasing|following)(?: up)? (?:on )?(?:my|our|the) (?:order|"
    r"delivery|parcel|\w{3,12})\W*$|"
    r"\b(?:has|have|is|are|did|does) (?:any(?:one|body)|some(?:one|body)|you|they|it|my|our|"
    r"the)\b[^?.!]{0,60}\byet\b|"
    r"\b(?:my|our|the|they|it)\b[^?.!,]{0,24} (?:have|has|had|are|is|were|was|been)\b[^?.!,]{0,40}\byet\b|"
    r"when(?:'s| is| are) (?:my|our|the|it|that|they)\b[^?.!]{0,40}\b(?:coming|arriving|due|ready|shipping|here|"
    r"done)|how (?:far|long) (?:along|off|away) "
    r"(?:is|are)|(?:did|has|have) (?:my|our|the|it|they)\b[^?.!]{0,40}\b(?:go out|gone out|left|leave|ship|turn up|"
    r"come in|go off)\b|shipped yet|arrived yet|ready yet|(?:when|what time|how soon) (?:will|do|does|can|is|are|"
    r"should|would) (?:i|we|it|they|my|our|the order|you)\b[^?.!]{0,40}\b(?:arrive|ready|get (?:it|them|my|our)|"
    r"come|ship|delivered|expect|here|receive|done|finished)|"
    r"what(?:'s| is) (?:happening|going on|the (?:status|progress|latest))|check (?:on )?(?:my|the|our) (?:order|"
    r"status)|(?:still )?waiting (?:for|on) (?:my|our|the) (?:order|delivery|parcel)|how (?:long|"
    r"much longer) (?:until|till|before) (?:my|our|it|they|the))"
)
REJECT = (
    r"\b(?:too (?:expensive|high|much|pricey|dear|steep|late|slow|long)|(?:can'?t|cannot|can not|won'?t|don'?t|"
    r"do not|will not|not going to|couldn'?t) (?:accept|agree|afford|pay|take that|take this|do that price|"
    r"go for)|not interested|no deal|i(?:'ll)? decline|we decline|declin(?:e|ing) (?:the|this|your)|reject|"
    r"(?:i|we)'?ll (?:have to )?(?:pass|decline)|not (?:this|that|these|those)(?: ones?)?(?=\W*$)|"
    r"(?:going|gone) with (?:someone|somebody) else|not (?:acceptable|happy with|"
    r"good enough|what i wanted|for me|for us)|no thanks?|no,? thank you|(?:not|isn'?t) (?:at|for) (?:that|this|"
    r"these) (?:price|money|rate|cost)|"
    r"(?:don'?t|do not) (?:like|want) (?:any|either|it|that|this|them|these)(?: of (?:these|those|them))?(?=\W*$)|"
    r"none of (?:these|those|them)\W*$|"
    r"(?:(?:more|higher) than|beyond what|(?:way |well |far |much )?(?:over|above|past|outside)(?: of)? what) "
    r"(?:i|we)(?: can|'?re able to|'?re willing to|'?d| could| wanted to| planned to| have to| were going to) "
    r"(?:pay|afford|spend)|"
    r"(?:more than|beyond what) (?:i|we) can (?:pay|afford|spend)|(?:go|look|try|shop|buy|order)(?:ing)? elsewhere|"
    r"that (?:price )?(?:doesn'?t|won'?t|"
    r"does not) work|out of (?:my|our) (?:budget|price range|league|reach|range)|over (?:my|our) budget|"
    r"turn (?:it|that|this) down|"
    r"rather not|(?:doesn'?t|don'?t|does not) suit|(?:isn'?t|not) what (?:i|we) (?:asked|wanted|ordered|"
    r"had in mind))|^\W*(?:(?:um+|hmm+|er+|oh|ah|sorry|actually|well)[\s,]+)?(?:no|nope|nah|no way|not really|"
    r"negative|"
    r"never)"
    r"(?:[\s,.!]+(?:no|nope|sorry|way|mate|thanks?))*\W*$"
)
ACCEPT = (
    r"(?:\b(?:sounds? (?:good|great|fine|perfect)|go ahead|it'?s a deal|that'?s a deal|we have a deal|agreed|"
    r"i (?:accept|agree|confirm|approve)|we (?:accept|agree|confirm|approve)|(?:let'?s|lets) (?:do|go for|go with|"
    r"go) (?:it|that|this|with)?|"
    r"go for it|go on then|(?:i'?m|we'?re) in(?=\W*$)|(?:let'?s|lets) go(?=\W*$)|"
    r"(?:let'?s|lets) (?:get (?:it|them|this|these|things) "
    r"(?:made|done|going|started|moving)|make (?:it|this) happen|proceed|start)|that'?ll do|that will do|"
    r"why not(?=\W*$)|you have a deal|"
    r"looks? (?:good|great|fine|perfect|right)|(?:that|this|"
    r"it) works(?: for (?:me|us))?|"
    r"(?:that'?s|its|it'?s|all) (?:fine|good|great|perfect|ok|okay|right|correct|acceptable)|happy with (?:that|"
    r"this|it|the)|place (?:the|my|our) order|order (?:it|them)(?=\W|$)|confirm(?:ed)?(?: (?:the|my|our|it|that))?|"
    r"please proceed|proceed|"
    r"fine (?:by|with) (?:me|us)|works for (?:me|us)|i'?ll take (?:it|them|that)|we'?ll take (?:it|them|that)|"
    r"good to go|book it|do it|accept(?:ed)?|approved|yes please|"
    r"happy to (?:go ahead|proceed|accept))\b|^\W*(?:brilliant|excellent|lovely|super|wonderful|fantastic|fab|"
    r"amazing|works|yes|yep|yeah|yup|sure|ok|okay|deal|perfect|great|fine|"
    r"absolutely|definitely|of course|cool|alright|all right|good|y|k|👍|👌|✅)\b[\s,.!]*(?:please|thanks|thank you|"
    r"then|sure|do it|go ahead|that'?s fine|great|perfect|deal|good|fine|ok|yes|cool)?[\s,.!]*(?:please|thanks|"
    r"thank you)?\W*$|^\W*[👍👌✅🆗]+\W*$|"
    r"\b(?:please|pls|you can|you may|let'?s) (?:do )?(?:start|begin|get started|crack on|proceed|go ahead|get going)"
    r"(?: (?:now|today|making (?:it|them)|on (?:it|them|this)|production|asap|then|right away))?(?:[\s,.!]|"
    r"please|thanks|[👍🙏😊])*$)"
)
QUESTION = (
    r"(?:^|[.!?,;:\n]\s*|\b(?:hi|hello|hey|please|and|but|so|ok|okay|quick question|"
    r"question)\b[\s,:-]*)(?:what(?! an? [\w ]{1,30}[.!\s]*$)|"
    r"which|how|why|who|where|when|do you|does|did|is there|are there|is it|are (?:you|your|the)|is (?:the|your)|"
    r"can you (?:do|make|print|also|tell|explain|send me|give me|show|offer|produce|handle|guarantee)|"
    r"could you (?:tell|explain|show)|"
    r"can i (?:see|ask|know|choose|mix|combine|change|visit|pay|return)|can (?:it|they|the|these) |would it|"
    r"would you|will (?:it|they|the)|should i|have you (?:got)?|are these|what'?s|who'?s|how'?s|wondering (?:if|"
    r"what|how|whether)|any (?:chance|idea|discount|minimum))\b|\bdifference between\b|\?\s*$"
)
#: A question in form, an order in substance.
REQUEST = (
    r"\b(?:(?:can|could|may|might) (?:i|we|you)(?: \w+)? (?:get|have|order|make (?:me|us)|do (?:me|us)|try|buy|"
    r"grab|take|please|also|just|send me|bring|add|put|give me)|i(?:'d| would| wanna| want|'ll| will| need)|"
    r"we(?:'d| would| want|'ll| will| need)|give me|get me|let me (?:get|have)|looking (?:for|to)|would like|"
    r"want|need|order|"
    r"quote (?:me|us|for)|quote \d|please (?:make|send|add|get|prepare)|how about|what about|make (?:me|us)|"
    r"ordering|(?:i|we)'?m after|"
    r"could do with)\b"
)
#: A polite request: with goods and a number it is an order, however it ends.
POLITE = (
    r"\b(?:can|could|would|will) (?:you|u)(?: (?:guys|please|also|possibly|maybe|kindly|perhaps|just|all|"
    r"folks)){0,2} "
    r"(?!tell|explain|show|say|confirm|advise|recommend|guarantee|let|remind|check|describe|do (?:it|that|this|these|"
    r"them)\b|"
    r"(?:also )?(?:change|cancel|swap|remove|update))[a-z]{2,14}\b|\b(?:got|have|is there) (?:any )?(?:room|capacity|"
    r"space|time) for\b|"
    r"\b(?:would|is) it (?:be )?(?:ok|okay|possible|feasible|alright|all right|doable) (?:to|if|for)\b|"
    r"\b(?:are|would|will) (?:you|u) (?:guys )?(?:be )?(?:able|willing|happy|free|available|open|up) (?:to|for)\b|"
    r"\bdo (?:you|u) (?:guys )?(?:think|reckon|suppose) (?:that )?(?:you|u|i|we) (?:could|can|might|would)\b|"
    r"\b(?:any|is there a) (?:chance|possibility|way)\b|\b(?:can|could|may|might) (?:i|we) (?!ask|know|see|check|pay|"
    r"cancel|change|visit|return|choose|mix|combine)[a-z]{2,12}\b|"
    r"\b(?:would|do) (?:you|u) mind \w{2,12}ing\b|^\W*(?:\w{1,8}\W+)?(?:mind|fancy) \w{2,12}ing\b|"
    r"\bwonder(?:ing|ed)? (?:if|whether) (?:you|u|i|we) (?:could|can|might|would)\b|"
    r"\b(?:is (?:that|this|it) (?:possible|ok|okay|doable|feasible|something you)|(?:can|could|would) (?:you|"
    r"u) (?:do|manage|make|handle) "
    r"(?:that|it|this)|would that (?:be possible|work)|(?:possible|doable|feasible|manageable))\W*$"
)
AMEND = (
    r"\b(?:(?:change|update|amend|modify|adjust|edit|increase|decrease|reduce|switch|correct|alter|swap|raise|lower|"
    r"revise|move|add|push) [^.!?\n]{0,60}\b(?:order|booking|delivery|quantity|number|amount|colour|color|size|date|"
    r"deadline|address|item|from|to)\b|(?:make|change) (?:it|that|them) |(?:on|for|to|in) (?:my|our|the) (?:last |"
    r"previous |existing |current )?order\b[^?]{0,50}\b(?:instead|change|should be)|instead of the)"
)
GREET = (
    r"^\W*(?:hi+|hello+|hey+|heya|hiya|yo|howdy|greetings|good (?:morning|afternoon|evening|day)|morning|evening|"
    r"hello there|hey there|hi there|hi all|what'?s up|sup|dear (?:sir|madam|team)|anybody (?:there|here|home)|"
    r"anyone (?:there|here|home)|"
    r"are you there|yoo ?hoo)"
    r"(?:[\s,!.~?]*(?:good (?:morning|afternoon|evening|day)|evening|afternoon|"
    r"there|all|team|everyone|bot|folks|guys|again|mate|friend|how are you(?: doing)?(?: today)?|"
    r"how'?s it going|any(?:one|body) (?:there|here|home)|are you (?:there|open|around)|morning|nice to meet you|"
    r"hello|hi|hey|bespoke))*\W*$"
)
WANT = (
    r"\b(?:need|want|like|order|get|have|looking for|buy|make|give|take|send|ship|wish|try|interested in|require|"
    r"after|quote)\b"
)
ORDERED_BEFORE = (
    r"\b(?:i|we)(?:'ve| have)? (?:already )?(?:ordered|placed|bought|paid)\b|\bmy (?:last|previous|existing|"
    r"current|recent) order\b|"
    r"\border (?:no\.? ?|number |#|id )?\d{2,}"
)
ADD_MORE = (
    r"\b(?:(?<!no )(?<!not )more(?! than| or less)|extra|another|additional|also|as well|too|plus|add|additionally|"
    r"on top|further|throw in)\b"
)
SAME = r"\b(?:same|otherwise|rest (?:is |stays )?(?:the )?same|identical|like the (?:first|others?|last))\b"
SWAP = r"\b(?:swap|switch|exchange|reverse|the other way (?:a)?round|wrong way (?:a)?round|mixed up)\b"
SWAP_NUMBERS = r"\b(?:numbers?|quantit(?:y|ies)|amounts?|around|round|figures?|them|those|two|over)\b"
REMOVE = (
    r"\b(?:drop|remove|delete|cancel|scrap|take off|take out|lose|skip|leave out|forget(?: about)?|without|"
    r"get rid of|don'?t (?:want|need)|do not (?:want|need)|no longer (?:want|need)|no more|not? need|ditch|minus|"
    r"strike|scratch|nix|axe|bin)\b(?! that\W*$)|"
    r"\b(?:leave|save|keep|park|postpone|hold) (?:(?:off (?:on )?)?(?:the|my|our|those|that|"
    r"these) )[\w ]{1,30}? (?:for|till|"
    r"until|to) (?:next|another|some other|a later|later)\b|\bnot (?:this time|for now|right now|today|yet)\b|"
    r"\bnext time\b|"
    r"\b(?:leave|hold off on|put off) (?:the|those) [\w ]{1,24} (?:for now|for the moment|this time|out of it|off)\b"
)
CHANGE = (
    r"\b(?:instead|rather|change|changed|switch|make (?:it|that|them|those|the)|actually|replace|correction|meant|"
    r"mean|not|swap|should be|no wait|wait|sorry|update|turn|go with|prefer)\b"
)
FEWER = r"\b(?:fewer|less|reduce (?:it |that )?by|take away|down by|minus)\b"
EVERY = r"\b(?:all|both|each|every|everything|them|either)\b"
UNDO_LIMIT = (
    r"\b(?:no|any|whatever|doesn'?t matter|don'?t mind|no preference|flexible|forget the|ignore the|remove the|"
    r"drop the)\s+(?:deadline|date|rush|budget|limit|price limit)\b"
)
#: Second thoughts within one message: what follows corrects what stands before.
CORRECTION = (
    r"(?:[,.;!?\n-]|\.\.\.|\b(?:um+|uh+|er+m?|oh|hmm+|no))\s*(?:(?:oh|no|um|uh|er|hmm|sorry|ah|oops|"
    r"whoops)[\s,.]+){0,2}"
    r"(?:no,? wait|wait,? no|wait|no,? sorry|sorry,? no|no,? i mean(?:t)?|no,? make|no,? actually|no,? just|"
    r"scratch that|i mean|"
    r"i meant|correction|actually,? (?:no|make|let'?s|change|can you|"
    r"could you|i)|or rather|on second thoughts?|sorry,? (?:make|i mean|i meant|not|change)|make (?:that|it)|"
    r"let'?s (?:make|say) (?:it|that)|(?:sorry|oops|whoops|no)[,.]? (?:it'?s |that'?s |should be )?(?=\d))\b[\s,.:-]*"
    # Without a comma only what can be nothing else: "a small latte actually make that a large".
    r"|\s(?:no,? wait|wait,? no|(?:actually|no|sorry),? make (?:that|it)|scratch that|no,? sorry|"
    r"sorry,? i mean(?:t)?|"
    r"no,? i mean(?:t)?|or rather|on second thoughts?)\b[\s,.:-]*"
)
#: Some pieces of what was ordered.
PART_OF = r"\b(?:of (?:them|these|those|the)|out of)\b"
#: What stood before is taken out, rather than refused.
TAKEN_OUT = r"\b(?:remove|drop|take off|take out|lose|leave out|leave off|delete)\b"
DOUBLE = r"\b(?:double (?:it|that|them|the (?:quantity|number|amount|order))|twice as (?:many|much)|doubled?)\b"
TRIPLE = r"\b(?:triple|three times as (?:many|much))\b"
HALVE = r"\b(?:halve|half as (?:many|much)|half the (?:quantity|number|amount)|cut (?:it|that|them) in half)\b"
MORE_OF_EACH = r"\bmore of (?:each|both|everything|every)\b|\bmore each\b"
SHIFT = (
    r"\b(?P<n1>a|an|one|two|three|four|five|six|\d{1,2}) (?P<u1>day|week)s? (?P<way1>later|earlier|sooner|after that|"
    r"before that)\b"
)
SAME_AGAIN = r"\b(?:same again|another (?:lot|batch|set)|the same (?:again|once more)|repeat (?:that|it))\b"
SAME_NUMBER = r"\b(?:the )?same (?:number|quantity|amount|count)\b|\bas many\b"
#: A question in form and substance, even where it names goods.
ASKING = (
    r"^\W*(?:(?:hi|hello|hey|ok|okay|and|so|but|hmm|sorry)[\s,]+){0,2}(?:is|are|do|does|did|will|would|"
    r"what(?!'?s? (?:about|if))|which|how(?! about)|why|when|where|who|am)\b[^?]{0,200}\?"
)
#: The whole message is a question about what can be had.
ONLY_ASKED = (
    r"^\W*(?:(?:hi|hello|hey|ok|okay|and|so|but|hmm|sorry|there|guys|quick question|question|"
    r"just wondering)[\s,:!-]+){0,3}"
    r"(?:what(?!'?s? (?:about|if))|which|how(?! about)|why|when|where|who)\b[^?.!\n]{0,120}\b(?:can|could|do|"
    r"does|is|are|"
    r"should|must|would|will)\b[^?.!\n]{0,120}\?\W*$|"
    r"\b(?:min(?:imum)?|max(?:imum)?|smallest|lowest|largest|biggest|fewest|least)\b[^?.!\n]{0,60}\b(?:i|we|you|"
    r"one) (?:can|could|"
    r"have to|need to|must|do|take|accept)\b[^?.!\n]{0,30}\?"
)
#: What came before was not as it should be: nothing is ordered by it.
COMPLAINT = (
    r"\b(?:(?:my|our|the) (?:last|previous|first|earlier|recent) (?:order|delivery|batch|one|"
    r"lot)\b[^.!?]{0,30}\b(?:was|were|came|"
    r"arrived|is|had)|(?:you|they) (?:sent|delivered|made|shipped|gave)(?: (?:me|us))?\b[^.!?]{0,40}\b(?:is|are|was|"
    r"were|came|wrong|"
    r"broken|broke|late|bad|damaged|instead))\b|\b(?:arrived|came|turned up) (?:\w{1,10} )?(?:late|broken|damaged|"
    r"wrong|torn|dirty)\b"
)
#: What makes a wish of what follows a question.
IF_SO = (
    r"\bif (?:so|yes|you do|you can|possible|available|they are|it is)\b|\bin that case\b|\bplease\b|\bi'?(?:d|"
    r"ll)\b"
)
#: A question about prices.
PRICE_ASKED = r"\bhow much\b|\bwhat(?:'s| is| would| will| are)[^?.]{0,40}\b(?:price|cost|total|quote)\b"
#: Somebody wants to know, not to have.
INQUIRE = r"\b(?:like to know|want to know|wondering (?:about|what|which|how)|tell me (?:more )?about|more info)\b"
MY_ORDER = r"\b(?:my|our|the|this|that|last|previous) order\b"
CANCEL_OUTRIGHT = r"\bcancel|\bcall (?:it|this|everything) off|\bforget|\bscrap"
#: The whole of a message that names no place: words for the talk itself, and places that only the speaker knows.
NOWHERE = (
    r"(?:help|menu|start|start over|restart|stop|back|next|continue|skip|done|wait|test|thanks?|thank you|thx|"
    r"exit|quit|settings|language|english|chinese|hmm+|huh|lol|great|good|fine|perfect|cool|nothing|none|nowhere|"
    r"somewhere|anywhere|here|there|me|us|(?:(?:my|our|the|his|her|their|your) )?(?:own )?(?:home|house|place|office|"
    r"shop|store|company|work|workplace|address|door|doorstep|apartment|flat|school|studio|warehouse|city|town))"
)
