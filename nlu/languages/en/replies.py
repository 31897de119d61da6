"""How suppliers answer in English. Patterns look at folded text, apostrophes kept."""

from __future__ import annotations

#: Said with a "no" in it, meant as a yes.
YES_AFTER_ALL = (
    r"\b(?:no (?:problems?|probs?|issues?|worries|trouble|objections?|sweat|bother|drama|brainer|"
    r"complaints?)(?: at all)?(?! with\b)|not (?:a |an |any )?(?:problem|issue|bother|trouble)(?: at all)?|(?:won'?t|"
    r"wouldn'?t|shouldn'?t|isn'?t|is not|will not|should not) be (?:a |an |any )?(?:problem|issue|trouble)|(?:can'?t|"
    r"cannot|couldn'?t) (?:say no|complain|refuse)|(?:nothing|not(?: something| anything| a thing)|no reason|"
    r"don'?t see why|see no reason) (?:that |why )?(?:we|i) (?:can'?t|cannot|couldn'?t|shouldn'?t|wouldn'?t)|why not|"
    r"no need to (?:worry|ask)|nothing against (?:it|that))\b"
)
#: Said with a "yes" in it, meant as a no; or a yes that waits.
OTHER = (
    r"\b(?:wrong (?:number|person|chat)|let me (?:check|see|think|ask|look|get back|talk)|(?:i'?ll|we'?ll|will|"
    r"need to|have to|gotta|must) (?:check|think|see|ask|let you know|get back|confirm later|look into|come back|"
    r"talk to|speak to)|get(?:ting)? back to you|give me (?:a (?:minute|moment|sec|second|bit)|some time)|"
    r"not sure(?: yet)?|(?:maybe|perhaps)(?! next| another| some other)|who(?:'?s| is) this|call me(?: back)?\W*$|"
    r"can'?t talk|(?:talk|speak|call you|text you) (?:later|soon|tomorrow|tonight)|"
    r""
    r"stop (?:messaging|texting)|unsubscribe)\b"
)
DECLINE = (
    r"\b(?:can'?t|cannot|can not|couldn'?t|unable to|not able to) (?:\w{2,10} )?(?:take|do|make|accept|confirm|agree|"
    r"commit|"
    r"go ahead|fit)(?: (?:it|this|that|them|on|to))*\b|"
    r"\b(?:we|i|they) (?:don'?t|do not|never) (?!mind|worry|know|understand|think|see|get\b|usually|normally|"
    r"have (?:a |any )?(?:problem|"
    r"issue|objection|question))[a-z]{2,12}\b|\b(?:hands (?:are )?full|(?:we'?re|i'?m|we are|i am|are|diary is|"
    r"schedule is) "
    r"(?:completely |totally |already |all )?full|no (?:room|space|slots?|openings?) (?:in|for|left|until|till)|"
    r"(?:not|isn'?t|ain'?t) (?:really )?(?:something|anything|one|a job|work) (?:that )?(?:we|i) (?:(?:can|"
    r"could)(?!'?t|"
    r"not| not)|do|make|offer)|(?:nothing|neither|nor|hardly|barely|doubt(?: if| that| whether)?|not one|"
    r"don'?t (?:think|believe|see how)|do not (?:think|believe))(?: \w{1,10}){0,3} "
    r"(?:(?:can|could)(?!'?t|not| not)|(?:would|will) be able)|"
    r"(?:won'?t|will not) work|too (?:many|much)|more than (?:we|i) can|beyond (?:us|me)|"
    r"afraid not|(?:aren'?t|isn'?t|am not|are not|wouldn'?t be|won'?t be|not be) able|(?:a|say) (?:firm |hard |"
    r"clear )?no(?=\W|$)|"
    r"too (?:far|complicated|risky|fiddly|much work)|rammed|snowed|up to (?:my|our) (?:neck|ears?|eyes?|eyeballs)|"
    r"a joke|"
    r"(?:can'?t|cannot) be done(?=\W*$)|(?:we'?re|i'?m|shop'?s|are|is) shut|out of (?:our|my) (?:league|depth|scope|"
    r"range)|"
    r"stopped (?:taking|accepting)|"
    r"(?:we|i) lack|lose money|at a loss|not taking)\b|"
    r"\b(?:no(?= ?[,.!]|$| (?:sorry|way|thanks|thank you|can do|chance|capacity|time|go)\b)|nope|nah|can'?t|"
    r"cannot|can not|couldn'?t|unable|not able|won'?t (?:be able|work|do|take|accept|happen|manage)|will not|"
    r"not possible|impossible|decline|pass(?: on (?:this|it|that))?(?=[ ,.!]*(?:this time|$|on|thanks))|"
    r"i'?ll pass|we'?ll pass|not interested|"
    r"(?:too|really|very|super|so) busy|fully booked|booked (?:up|out|solid)|fully loaded|at (?:full )?capacity|"
    r"over capacity|no capacity|flat out|swamped|snowed under|slammed|not (?:our|my) (?:kind|line|field|area|trade|"
    r"speciality|specialty|strong)|not what (?:we|i) do|"
    r"(?:we|i) only do|(?:don'?t|do not|doesn'?t) (?:do|make|have|offer|work|handle|take|accept|want|"
    r"produce)|out of (?:capacity|business|office)|on holiday|on vacation|closed (?:for|until|till|down|this|that|then|"
    r"next)|have to (?:say no|refuse|turn)|turn(?:ing)? (?:it|this|that) down|count (?:me|us) out|"
    r"(?:i'?m|we'?re|i am|we are) out(?! of)|(?:maybe |perhaps )?(?:next|another|some other) time|"
    r"(?:i'?d|we'?d|would|i|we) rather not|not (?:this|next) (?:week|month|year)|"
    r"not (?:this time|for (?:us|me)|doable|worth|feasible|our thing|taking)|too (?:low|cheap|little|tight|short|"
    r"small|big|late)|someone else|somebody else|somewhere else|leave (?:this|it) (?:one )?out|"
    r"not gonna (?:happen|work)|must refuse|regret|"
    r"not (?:at|for|with) (?:that|this|these|those|such a|your|the) (?:\w+ )?(?:price|rate|money|fee|offer|terms?|"
    r"budget|amount)|not for (?:that|this) (?:much|little))\b"
)
ACCEPT = (
    r"\b(?:yes|yep|yeah|yup|yea|sure(?: thing)?|ok|okay|okey|fine|deal|agreed|accept(?:ed|ing)?|confirm(?:ed)?|"
    r"of course|absolutely|definitely|gladly|happy to|can do|will do|(?:we|i) can(?!'?t|not| not)|count (?:me|us) in|"
    r"aye|you'?re on|(?:that|this|it) suits|you bet(?:cha)?|sounds like a (?:plan|deal)|let'?s do (?:this|"
    r"that|these)|delighted|thrilled|pleased to|"
    r"right you are|put (?:me|us) down|"
    r"on board|fit (?:it|this|that|them) in|(?<!not )easy|sorted|leave (?:it|that|this) (?:with|"
    r"to) (?:me|us)|"
    r"count on (?:me|us)|sounds good|looks good|good to go|go ahead|let'?s (?:do it|go)|on it|consider it done|"
    r"i'?m in|we'?re in|works for (?:me|us)|that works|(?:we|i)'?ll (?:take|do|make|deliver|have(?! to\b))|take it|"
    r"you got it|roger|(?:great|good)(?! (?:offer|job|project|design|order|opportunity|to (?:hear|know|see|"
    r"meet))\b)|perfect|alright|all right|doable|possible|with pleasure|"
    r"understood|done deal|you have a deal|we do it|glad to|love to|noted|k|cool|certainly|got it|"
    r"no objection|send (?:me |us |over )?(?:the )?(?:files?|artwork|details|specs?|drawings?))\b|[👍👌✅🤝🆗💪]|"
    r"^\W*1\W*$|\[(?:ok|strong|thumbs ?up)\]"
)
BUT = (
    r"\b(?:but|only|just|if|unless|provided|as long as|however|except|though|although|at least|at most|max(?:imum)?|"
    r"the best i can|best (?:i|we) can|instead|more like|would need|i need|we need|need (?:at least |another |\d|"
    r"more|until|till)|have to (?:charge|ask|add|raise)|add|extra|more|on top|earliest|not before|no (?:sooner|"
    r"earlier)|minimum|otherwise|or no deal|lowest|least)\b"
)
QUESTION = (
    r"\?|^\W*(?:(?:and|so|but|ok|hi|hello|hey)\W+){0,2}(?:what'?s?|which|when|where'?s?|who'?s?|how|why|"
    r"is|are|do|does|did|can you|could you|will you|would you|"
    r"should (?:i|we)|any|may i)\b(?!.*\b(?:ok|deal)\b$)"
)
SHIPPED = (
    r"\b(?:shipped|(?:has|have|been|was|were|just|already|all|is|are|it'?s|they'?re) (?:been )?(?:sent|dispatched|"
    r"posted|mailed|handed over|collected|picked up)|(?:sent|handed|gave|given|shipped|dropped|passed) (?:it|them|"
    r"everything|the (?:goods|order|parcel|lot|box(?:es)?|package)|all|out|off)\b|sent (?:it )?(?:out|off|today|"
    r"yesterday|this morning|by)|(?:courier|driver|dhl|ups|fedex|carrier|post|forwarder|truck|van)(?: has| have|"
    r" just)? (?:has )?(?:picked|collected|took|taken|got|left|came)|on (?:its|the|their|it'?s) way(?! to finish)|"
    r"tracking (?:number|no|code|id|#|is)?|dispatched|in transit|left (?:(?:the|our|my) (?:workshop|factory|warehouse|"
    r"building|shop|studio|bakery|depot|premises)|here|us|this morning|today|yesterday|already|on time)|went out|"
    r"out for delivery|handed (?:over )?to|on the road|tracking\b|(?:dhl|ups|fedex|courier|driver|carrier) has (?:it|"
    r"them|everything)|"
    r"(?:it'?s|they'?re|everything'?s|is|are|all|now) with (?:the|our|a) (?:courier|carrier|driver|forwarder|post)|"
    r"(?:on|in) the (?:truck|van|lorry|post|mail)(?! to)|posted (?:it|them|everything|all|today|yesterday|this))\b|"
    r"^(?:sent|posted)\b"
)
READY = (
    r"^\W*(?:all )?(?:done|finished|completed?|ready|packed)\b(?! \d| deal| by| on| in| to (?:start|begin))|\b(?:(?:is|"
    r"are|it'?s|they'?re|that'?s|everything'?s|everything|all|now|we'?re|order) (?:all )?(?:is |are )?(?:ready|"
    r"finished|done|completed|packed)\b(?! (?:by|on|until|before|to start|to begin|with the (?:cutting|first)))|"
    r"(?:have|has|we'?ve|i'?ve|just) (?:just )?(?:all )?(?:finished|completed|packed)|ready (?:for|to be|to) (?:pick|"
    r"coll|ship|deliver|go|send|dispatch)|waiting for (?:your |the |a )?(?:courier|driver|pick|collection)|"
    r"come (?:and )?(?:get|collect|pick)|(?:you )?(?:can|may) (?:now )?(?:collect|fetch|pick (?:it|them)? ?up)|"
    r"(?:job|order|work|batch)(?:'s| is)? (?:all )?(?:complete|done|finished)|boxed (?:and|&)|(?:they'?re|they are|"
    r"it'?s|it is|all|order'?s|everything'?s) (?:all )?good to go|can be (?:picked|"
    r"collected)|boxed up|good to (?:ship|collect))"
)
STARTED = (
    r"\b(?:half(?:way)? (?:done|through|there)|so far|(?:nearly|almost) (?:done|finished|there|ready)|started|"
    r"have begun|began|begun|just (?:started|begun)|underway|under way|in (?:production|progress|"
    r"the works)|work(?:ing)? on (?:it|them|this|your)|(?:on|in) the (?:\w+ )?(?:machines?|loom|press|oven|line|"
    r"floor|lathe|bench|saw|kiln)|(?:cutting|sewing|printing|dyeing|knitting|weaving|milling|baking|welding|"
    r"machining|making|assembling|producing|sanding) (?:now|already|has|is|it|them|today|your|the)|in hand|"
    r"(?:kick(?:ed|ing)|got|get(?:ting)?|set|start(?:ed|ing)) (?:it |them |this |that |things |production |the \w+ )?"
    r"(?:off(?! the| to| schedule)|rolling|moving)|as we speak|(?:we'?re|i'?m|are) at it|just (?:cut|cast|dyed|sewn|"
    r"printed|mixed|baked|laid|set up|"
    r"primed)|got (?:going|started)|"
    r"(?:'ve|have|has|had|i|we|they|it'?s) been (?!waiting|thinking|trying|meaning|going|feeling|hoping|"
    r"asking|"
    r"doing|having|looking|calling|talking|struggling|running)[a-z]{3,12}ing|been (?:on|at) it since|"
    r"getting (?:going|started)|first (?:batch|pieces?) (?:is|are|in))\b"
)
NOT_STARTED = (
    r"\b(?:will|can|could|to|gonna|going to|haven'?t|not|hasn'?t|would|until|before|when|once|after|have not|"
    r"has not)(?: \w+)? (?:start|be started|have started|started|begin|begun|work on)"
)
DELAYED = (
    r"\b(?:\d+|a|an|one|two|three|four|five|six|couple of|few|bit|little|some)?\s*(?:days?|weeks?|hours?|"
    r"bit)?\s*(?:late(?:r than (?:planned|agreed|promised|expected|said))?(?! reply| answer)|delay(?:ed|s)?|"
    r"behind(?: schedule)?|overdue)\b|\b(?:won'?t|not (?:gonna|going to)|can'?t|cannot|will not|wont|unlikely to|"
    r"not be able to|couldn'?t|didn'?t|may not|might not) (?:make|meet|hit|keep|finish|be (?:ready|done|finished)|"
    r"have (?:it|them)|be able to (?:make|meet|finish))\b(?! (?:it|this|that|them|these|those) (?:for|at)\b)|"
    r"\b(?:push(?:ed|ing)? (?:it )?back|slip(?:ped|ping)?|postponed?|taking longer|takes longer|take longer|"
    r"longer than|miss(?:ing)? the (?:deadline|date|day|delivery)|held up|holding (?:us|it) up|still (?:waiting|"
    r"sewing|working|printing|drying|not)|(?:need|needs|"
    r"give (?:me|us)) (?:a (?:bit|little|few) )?more time|hold-?up)\b"
    r"|\binstead of (?:on |the )*(?:\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)"
)
#: The work has come to a stand, however far it was.
STANDSTILL = (
    r"\b(?:broke|broken|stopped|halted|stands? still|standing still|standstill|stuck|jammed|seized(?: up)?|packed up|"
    r"snapped|died|(?:is|are|went|gone|'s) down|out of (?:order|action))\b"
)
#: It came to a stand and goes on again.
GOES_ON = (
    r"\b(?:fixed|repaired|mended|sorted|replaced|(?:running|working|going|up|at it|back) again|back (?:up|on|in|to))\b"
)
#: How long it will be late is not known yet.
UNSURE_HOW_LATE = (
    r"\b(?:not (?:yet )?sure|don'?t (?:yet )?know|can'?t (?:yet )?(?:say|tell)|cannot (?:say|tell)|no idea|"
    r"hard to (?:say|"
    r"tell)|unclear|(?:will|'ll) (?:tell you|let you know))(?: yet| exactly)? (?:when|(?:by |for )?how (?:long|much|"
    r"many)|"
    r"(?:what|which|the (?:exact|new)?) ?(?:day|date)|until when|till when)\b[^.;!?]{0,24}"
)
PROBLEM = (
    r"\b(?:broke(?:n)?(?: down)?|snapped|stuck|jammed|leak(?:ed|ing|s)?|(?:came|come|turned|went|going|"
    r"gone) (?:out )?wrong|wrong (?:colour|color|size|fabric|material|shade|print)|messed up|ruined|damaged|"
    r"burn(?:ed|t)|fire|flood(?:ed)?|defect(?:s|ive)?|faulty|fault|power (?:cut|outage|failure)|power(?:'s|"
    r" is) (?:out|off|gone)|no power|ran out|"
    r"run out|out of (?:stock|material|fabric|ink|thread)|shortage|missing|torn|ripped|cracked|crashed|failed|fails|"
    r"failing|(?:came|come|coming|turned) out (?!(?:really |very |so |just )?(?:great|well|fine|good|nice|nicely|"
    r"perfect|"
    r"beautiful|lovely|ok|okay))[a-z]+|(?:didn'?t|doesn'?t|won'?t|hasn'?t|haven'?t) (?:rise|set|dry|stick|fit|hold|"
    r"close|fire|bake|cure|bond|risen|"
    r"dried|arrived?|come|shown up|turned up)|never (?:came|arrived|turned up)|(?:machine|press|oven|kiln|loom|"
    r"printer|one|line|"
    r"website|system|saw)s?(?: is| are|'s) down|hurt|died|keeps? \w{3,10}ing|the wrong \w{3,12}|flaws?|bad news|"
    r"(?:doesn'?t|does not|don'?t|didn'?t|do not|"
    r"not) match(?:ing)?|smudg(?:ed|y|es)|smear(?:ed|s)|"
    r"misprint(?:ed|s)?|misaligned|crooked|warped|bent|peel(?:ed|ing|s)|chipped|scratch(?:ed|es)|stain(?:ed|s)|dented|"
    r"mou?ldy|burst|collaps(?:ed|es)|overcooked|undercooked|unusable|rotten|gone bad|accident|injured|sick|strike|"
    r"spoiled|spoilt|shrunk|shrank|faded|bleed(?:s|ing)?|is off|"
    r"are off|problem|trouble|issue|emergency|breakdown|stolen|lost|wont (?:start|run|work)|won'?t (?:start|run|"
    r"turn on)|down (?:since|again|today))\b"
)
#: A yes that hangs on what the other side does.
CONDITION = (
    r"\b(?:if (?:you|u|the|your|they|we (?:get|have|receive)|i (?:get|have|receive))\b(?! (?:like|want|wish|agree|"
    r"need|don'?t mind|are ok))|as long as|provided|on condition|assuming|unless|subject to|once (?:you|we get|"
    r"we have|the))\b"
)
#: The day of arrival, not of sending.
ARRIVES = (
    r"\b(?:arriv(?:e|es|ing)|be (?:there|with you)|there|reach(?:es)?|get (?:it|them|there)|gets? to|eta|"
    r"lands?|receive|expect)\b"
)
#: The whole of a message that only wishes well.
WISHES = (
    r"^\W*(?:have a )?(?:happy|merry|good|nice|lovely) (?:\w{1,10} ){0,2}(?:year|years|christmas|xmas|easter|holidays?|"
    r"birthday|weekend|day|festival|diwali|eid|thanksgiving|hanukkah|evening|morning|afternoon|"
    r"night)\b[^?,.;]{0,30}\W*$"
)
#: Beside a day and nothing else: it is the day of the goods.
DELIVERS = (
    r"\b(?:deliver(?:y|ed|ies|ing)?|ready|finish(?:ed)?|done|mak(?:e|ing)|made|have|get|ship(?:ped|ping)?|"
    r"complete[d]?|can|"
    r"could|will|do(?:es)?|by|works?|send|sent|yours|possible|earliest|due|date|start(?:ing)?|arrives?|there|on)\b|"
    r"'ll\b"
)
LESS = r"\b(?:less|cheaper|off|discount|lower|below|down)\b"
MORE = r"\b(?:more|extra|on top|additional|add|adding|plus|higher|increase|up|raise|above|surcharge|over)\b|\+"
WHOLE = (
    r"\b(?:total|in total|altogether|whole|entire|for (?:the )?(?:lot|all|everything|all of (?:it|them)|order|batch|"
    r"job|whole)|all in|lump|overall|everything|flat)\b"
)
EACH = r"\b(?:each|apiece|per|a piece|piece|pc|unit|ea)\b|/"
TOO_LOW = (
    r"\b(?:too (?:low|little|cheap|small|much|few|many)|not enough|won'?t (?:cover|do|work)|doesn'?t (?:cover|work)|"
    r"is low|can'?t|cannot|below cost|not(?! \d))\b"
)
ONLY = (
    r"\b(?:only|just|max(?:imum)?|at most|up to|no more than|best (?:i|we) can(?: do)? is|can (?:only )?(?:do|make|"
    r"manage|take|handle)|limit|first|capacity (?:for|of)|take|manage|do|all|room for|got|squeeze in|fit in|"
    r"start with|commit to|promise|offer|supply|turn out|handle)\b"
)
MORE_DAYS = (
    r"\b(?P<by>by )?(?P<n>\d{1,2}|a|an|one|two|three|four|five|six|seven|eight|ten|a couple(?: of)?|"
    r"another)\s+(?P<more>more |extra |"
    r"additional |other )?(?:(?:working|business|full|whole) )?(?P<u>days?|weeks?)\b(?P<tail>\s+(?:more|late(?:r)?|"
    r"extra|longer|"
    r"behind|delay(?:ed)?|over|after (?:that|the (?:date|deadline|due))))?"
)
MORE_DAYS_CUE = r"\b(?:late|later|delay|delayed|behind|more|extra|another|additional|longer|extension|postpone|push)\b"
NOT_BEFORE = (
    r"\b(?:not|can'?t|cannot|no(?:t a)? chance|won'?t|impossible|no way|nothing|never|couldn'?t|unable|"
    r"no)\b[^.;\n]{0,30}\b(?:before|until|till|earlier than|sooner than)\s+(?:the\s+)?$"
)
EARLIEST = r"\b(?:earliest|soonest|at the earliest|from|starting|not before|fastest)\b"
REASON = (
    r"\b(?:because(?: of)?|due to|since(?! (?:this|yesterday|last|mon|tue|wed|thu|fri|sat|sun|then|noon|today|\d))|"
    r"as (?:the|my|our|we|i)|cause|cos|coz|on account of)\b\s*"
)
TALK = (
    r"^\W*(?:hi|hello|hey|sorry|thanks?|thank you|please|ok|okay|yes|no|nope|sure|unfortunately|regards|mate|"
    r"i'?m afraid|apologies|we'?re stuck|were stuck)\W*$"
)
