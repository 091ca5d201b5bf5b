"""English cues. What each name means: `cues.Tongue`."""

# ruff: noqa: E501 - a cue is read as one line

NO_DENIAL = (
    r"no (?:lote|porto|prazo|fundo|meio|estoque|armazem|deposito|valor|pedido|cais|navio|contentor|brasil|ano|mes|dia)",
    r"(?:do not|don't|not) (?:want|wish|like|need) (?:any |to )?(?:more |further |receive |get |be |hear )?(?:mails?|emails?|newsletters?|messages|mailings?|contacted|from you)",
    r"no reason (?:to|for|why)|(?:not|n't) (?:yet )?(?:been )?(?:made|done|paid|opened|issued|on time|in time|settled|answered)",
    r"not (?:only|just|merely|yet sure|sure|certain|until|even|later than|more than|less than|earlier than|to mention|bad|the only|exceed\w*|above|over|beyond|below)",
    r"no (?:doubt|later|earlier|more than|less than|longer than|matter|wonder|idea|problem|objections?|issue with|secret|other choice|choice|option but|way around)",
    r"(?:do not|don't|doubt) (?:think|believe|see how) (?:that )?(?:we|i|they) (?:can|could|will)|nothing but|none other|whether or not|or not|why not|if not|not at all sure|no\. ?\d+|nos?\. [a-z]?\d+|no-\w+|no \d+",
    r"(?:do|does|did|please do|must)(?: not|n't) (?:hesitate|forget|understand|know|see why|wait|delay|want to (?:lose|wait|miss|delay|postpone|put off|cancel))",
    r"(?:cannot|can not|can't|could not|couldn't|must not|mustn't|will not|won't|not|n't) (?:(?:be )?(?:wait|delay|postpone|defer|afford|postponed|delayed|deferred|shifted|put off)|longer wait)\w*",
    r"why (?:do|don't|can|can't|did|didn't|not|are|aren't)\b[^,;]{0,20}?(?: not)?|(?:can|could|would|will|do|are|is)(?:n't|not| not) (?:you|we|it|there)|(?:can|could|will|would|do|are|is|was|did) (?:you|we|it|there|they) not",
    r"if (?:you|we|i|it|they|this|the \w+) (?:can ?not|can't|do not|don't|does not|doesn't|are not|is not|isn't|could not|will not|won't|did not)",
    r"(?:have|has|had)(?: not|n't) (?:yet |still )?(?:received|seen|got|gotten|found|heard|had) (?:your|the|it)|still (?:not|no)|not yet|no (?:answer|reply|response|news)",
    r"(?:do|does)(?: not|n't) (?:yet )?have (?:your|the)|(?:do|does)(?: not|n't) (?:find|see) (?:your|the|any)",
    r"(?:not|cannot|n't|unable to) (?:be )?(?:accept\w*|agree\w*|afford\w*|satisf\w*|happy|content|competitive|attractive|good|low|workable|feasible|realistic|as|same|the same|correct|right|working|match\w*|in line|what|clear|enough|approve|pay|go higher|convinced|possible|ok|okay|compl\w+|recommend\w*)",
    r"(?:not|n't|cannot|never|no|nothing|nobody)\b[^;]{0,70}?\bwithout|without\b[^;]{0,90}?(?:\b(?:cannot|not|no|never|impossible|stop\w*|refuse\w*)|n't)",
    r"(?:is|are|has|have|was|were)(?: not|n't) (?:in|arrived|here|there|paid|credited|come|reached|landed|shown up|delivered|enclosed|attached)",
    r"(?:never|not) (?:had|met|seen|got) such|could(?: not|n't) (?:be )?(?:more|agree more)|no longer (?:wait|accept)",
)
DENIED_BEFORE = (
    r"not|no|never|neither|nor|nobody|no one|none|nothing|without|cannot|hardly|nowhere",
    r"refus(?:e|es|ed)|stop(?:s|ped)?(?! for| by| at| in)|instead of|rather than|skip(?:ped)?|waive[sd]?|cancel(?:s|led|ed|ling|ing)?|(?:we|i|have|has|was|were|boss|client) dropped|gave up|decided against",
    r"\w+n't|dont|doesnt|didnt|cant|wont|isnt|arent|no need|free of|free from|far from|forget (?:about|the)|apart from|spare (?:me|us)|never mind|enough of",
    r"scrap(?:ped)?|turn(?:ed)? down|rule(?:d)? out|too early|kein\w*",
)
DENIED_AFTER = (
    r"(?:is|are|was|were|will be|am|has been|have been|it's|that's)(?: really| at all| now| currently| absolutely)? (?:not|no)",
    r"isn't|aren't|wasn't|weren't|not (?:needed|required|necessary|wanted|for us|an option|planned|our thing|at all)|(?:is|are) (?:unnecessary|superfluous)|can wait|no longer|not any ?more",
    r"(?:was|were|is|are|been|got|has been) (?:cancell?ed|called off|dropped|withdrawn|scrapped)|fell through|(?:we|i|they) (?:have )?(?:already )?(?:dropped|rejected|ruled (?:it |them )?out|turned (?:it |them )?down|declined)|off the table|out of the question|won't happen|will not happen",
    r"(?:we|i|they|you|he|she) (?:do not|don't|did not|didn't|won't|will not|cannot|can't|never) (?:need|want|require|plan|intend|ask|wish|expect)",
    r"never (?:was|came up|happened|existed)|not needed|nobody (?:needs|wants|asked)",
)
DENIED_ASKED = (
    r"without|no need|not need(?:ed)?|n't need|(?:don't|do not) (?:want|need)|instead of|rather than|skip",
)
NOTHING = (
    r"(?<!why )(?:nothing|none|nobody|no one|no(?!\.| (?:later|doubt|problem|matter|more than|less than|longer than|extra|additional|further cost|charge|cost|pi|po|inv)\b))",
)
NO_IMAGINED = (
    r"if (?:possible|so|not|any|needed|necessary|that works|that is ok|you can|you could|you would|you agree|you have|you are able|you offer|your|the price|prices?)",
    r"if (?:we|i|it|this|they|the \w+) (?:do not|don't|does not|doesn't|cannot|can't|could not|is not|are not)|even if|as if",
    r"should (?:we|i) (?:send|pay|open|arrange|book|transfer|ship|use|expect|wait|sign|contact|write|ask)",
)
IMAGINED = (
    r"if (?:(?:we|i|they|there|it|anything|something|somebody|someone|anybody|goods|one day|our \w+|my \w+|a \w+) )?(?:ever |also |then |still |really |one day )?(?:is|are|was|were|should|had|have|ever|need|needs|want|require|find|see|get|some|any|one|\w+ed|break|breaks|fail|fails|decide|place|order|buy|come|go|ask|choose)\b[^,;]*",
    r"if (?:we|i|they|there)(?: (?:ever|also|then|still|really))* _|if (?:we|i) (?:ever|one day|some ?day)|if ever",
    r"in case|in the event|should (?:we|i|there|you ever|any\w*|some\w*|the need|a)|were (?:we|i) to|suppose|supposing|imagine|hypothetical\w*|theoretically|in theory",
    r"what (?:happens|if)|one day|some ?day|for example if|assuming|let's say|let us say|if only|would have|could have|might have|whenever we|just dreaming|if and when",
)
SUPPOSED = (
    r"(?:(?<!wonder )(?<!check )(?<!see )(?<!know )(?<!us )(?<!me )(?<!as )if|should|in case) (?:the |any |some |your |our |these |those |one of the |part of the |a )?(?:goods|products?|items?|shipments?|cargo|containers?|parcels?|pieces?|machines?|parts?|delivery|order|cartons?|boxes|samples?|units?|materials?|tiles?|glass|something)(?: \w+){0,4}? (?:damaged|broken|defective|faulty|cracked|scratched|rusty|wet|wrong|missing|short|incomplete|breaks?|fails?|leaks?|rusts?)\b[^,;?]*",
    r"if (?:your|the|our|their|these|his) (?:\w+ )?(?:prices?|offers?|quotations?|quotes?|rates?|costs?|terms|delivery|quality|moq) (?:were|was|would be|had been) (?:\w+ )?(?:too |so |very )?(?:high|expensive|bad|poor|low|long|late|hard|strict)\b[^,;?]*",
)
CLOSED = (
    r"(?:is|are|was|were|been|got|now|already|all|has|have|long)(?: now| already| fully| all| long| since| finally| been)* (?:solved|settled|resolved|sorted(?: out)?|closed|fixed|cleared(?: up)?|forgotten|clarified|dealt with|taken care of|put right|made good|replaced and)",
    r"water under the bridge|thing of the past|old story|case closed|history now|ancient history|no longer|not any ?more|long ago|no more trouble",
)
PAST = (
    r"(?:many |some |two |three |four |five |\d+ |a few |several |a couple of )?(?:years|months) ago|a (?:year|month) ago|long ago|used to|in the past|back then|at that time|in the old days|in those days|formerly|years back|last (?:spring|summer|autumn|fall|winter|year|season) (?:we|i|they) (?:were|was|had to|bought|stopped|postponed|paused)",
    r"(?:back )?in (?:19\d\d|20[01]\d|202[0-3])|until (?:20[01]\d|202[0-4])|in a previous life|once upon a time",
)
BYGONE = (
    r"(?:nice|good|great|lovely|pleasure|pleased|glad|happy|honou?r|fun) (?:it was )?(?:to|in|for us to) (?:have )?(?:meet|met|visit|visited|see|seen|talk|talked|sit|sat)\b[^,;]{0,40}|(?:nice|good|great|lovely|pleasure|enjoy\w*) (?:meeting|visiting|seeing|talking)\b[^,;]{0,40}",
    r"(?:thanks?|thank you|grateful|enjoyed|loved|liked|since) (?:you )?(?:a lot |very much |so much )?(?:for )?(?:your|the|our|my|that|last) (?:\w+ )?(?:visit|meeting|call|tour|talk|chat|video call)\b[^,;]{0,30}?(?:last|yesterday|ago|went|was|were|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)?",
    r"(?:we|i|our \w+) (?:have )?(?:met|toured|visited (?:you|your (?:factory|plant|booth|stand|workshop|office|showroom|company))|had (?:a |our )?(?:call|meeting|talk))(?: (?!and\b|who\b|that\b)\w+){0,6}|(?:visit|meeting|call|tour|talk|fair|dinner) (?:last (?:week|month|year|spring|summer|autumn|fall)|yesterday|of last \w+|in \w+) (?:was|were|went)",
    r"(?:last (?:year|season|summer|winter|spring|autumn|month)'?s?|previous|earlier|former|the old|my first|our first) (?:order|orders|purchase|shipment|visit|meeting|call)s?|(?:order|orders|purchase|pi|po)s? (?:from|of|in) (?:last|20\d\d|january|february|march|april|may|june|july|august|september|october|november|december)\b[^,;]{0,12}|(?:order|po)s? (?:that |which )?(?:we|i) (?:have )?(?:placed|confirmed|closed|made|gave)\b[^,;]{0,30}?(?:last|ago|yesterday|in \w+|earlier|before)|(?:ordered|bought|purchased|placed an order)\b[^,;]{0,40}?(?:last (?:year|season|summer|winter|spring|autumn|month)|ago|in 20\d\d|back in \w+)",
)
CONDITION = (
    r"(?:once|as soon as|when|whenever|after|until|till|unless|upon) (?:we (?:have )?(?:get|got|receive|received|see|have) )?(?:you|your|yours|the (?:customer|client|buyer|bank|deposit|balance|payment|money|funds|lc|l/c|po|approval|order|remittance|transfer|board|owner|boss|ministry|tender|licen[cs]e|permit))\b|(?:upon|after|on) (?:receipt|receiving|arrival|confirmation|approval|payment)\b",
    r"if|provided|providing|on condition|subject to|as long as|in case|depend(?:s|ing)|should (?:you|your|the|it|they)|only (?:after|when|if|against)|waiting (?:for|on) (?:the |my |our )?(?:approval|boss|board|owner|green light|decision|signature)|(?:needs|need|awaiting|awaits|pending) (?:the |my |our |his |her )?(?:approval|signature|blessing|green light)|perhaps|maybe|possibly|hopefully|might",
)
NO_CONDITION = (
    r"if (?:possible|needed|necessary|not|any|so|you (?:have|need|want|wish|like|prefer) (?:any|more|further|other|something|anything|questions?)|anything)|(?:let (?:me|us) know|tell (?:me|us)|ask|check|see|say|know|wonder|sure|confirm) if|even if|as if|as promised|when you (?:were|came|visited|asked|wrote)|as agreed|(?:will|shall|let you know|tell you|inform you|check|see|ask|confirm) when",
)
ASKING = (
    r"^\W*(?:and |so |but )?(?:does|do|is|are|will|would|can|could|has|have|did) (?:it|they|the|this|that|these|those|your|you|one)\b|do you know (?:if|whether)|i (?:wonder|wondered|want to know|would like to know|'d like to know) (?:if|whether)|what (?:happens|do you do|would you do|would happen|is the procedure|is your policy)|how do (?:you|i|we) (?:handle|deal|claim|proceed)|curious|just (?:asking|curious)|out of curiosity",
)
PRESUMED = (
    r"why|where|how come|what happened|what went wrong|who (?:pays|will pay|is going|packed|checked)|what (?:now|about|shall|should|will you|are you going|do we do)|how (?:could|can you|will you|shall|do you (?:want|plan|intend))|when (?:will|do|are|can)|replac\w+|refund\w*|compensat\w*|credit\w*|make (?:it|this) good|explain|again|already|still|is this (?:how|what|your)|do you call|are you (?:kidding|serious|joking)|did (?:anyone|anybody|nobody)|my|our|we received|arrived|came",
)
DOERS = (
    r"(?<!your )(?:forwarders?|carriers?|shipping line|shipping company|shipowners?|vessel|customs|couriers?|postman|post office|postal service|dhl|fedex|ups|tnt|truckers?|haulage \w+|haulier|hauler|airline|insurers?|insurance|port|terminal|stevedores?|dockers?|dock workers|porters?|bank|brokers?|(?:our|my) (?:own )?(?:driver|drivers|warehouse|warehouseman|storekeeper|staff|workers?|men|guys|boys|cleaner|intern|apprentice|cat|dog|son|daughter|wife|colleague|forklift\w*|stacker|installer|fitter|mechanic|electrician|painter|neighbou?r|tenant)|another supplier|other supplier|different supplier|local supplier|my (?:turkish|indian|vietnamese|italian|local|other|old) supplier|forklift driver|removal (?:men|firm)|delivery (?:guy|man|boy|van))",
)
REPORTS = (
    r"(?:found|find|finds|finding|discover\w*|notic\w+|report\w*|count\w*|confirm\w*|say|says|said|saying|told|tells|complain\w*|refus\w*|reject\w*|return\w*|sen[dt]s? back|measured|weighed|opened|unpack\w*|unload\w*|inspect\w*|saw|sees|show\w*|shocked|upset|angry|wait\w*|your (?:factory|fault|label|packing|packaging|invoice|documents|papers|weld|goods|workers|people|mistake|side|team|staff)|you (?:packed|loaded|sent|forgot|wrote|declared|made|did|put)|because (?:of )?you\w*|due to your)",
)
CLEARED = (
    r"(?:not|isn't|wasn't|no|none of|nobody says it is) (?:at all )?(?:your|of your|any of your) (?:fault|mistake|doing|blame|business|problem|guilt)|no fault of yours|nothing to do with (?:you|your\w*)|you are not to blame|(?:it's|it is|it was|that's|that was|is|was) (?:our|my|their) (?:own )?(?:fault|mistake|bad|doing)|our own fault|(?:we|i) (?:dropped|broke|scratched|spilled|ruined|misplaced) (?:it|them|the|one|two|a|some)|not blaming you|don't blame you",
)
OTHERS = (
    r"(?:a|our|one|another) (?:good |old )?(?:friend|neighbou?r)(?:'s)?(?! (?:told|offered|quoted|gave|sent) (?:me|us))|my (?:good |old )?(?:friend|neighbou?r|cousin|uncle|brother-in-law|acquaintance)(?:'s)? (?:in|at|who|from|has|had|says?|said|buys?|bought|wants?|needs?|runs?|and|is|was|got|gets|owns|company|firm|shop|pays|paid|orders?)|friends? of (?:mine|ours)|another customer of yours|other (?:people|companies|buyers|importers) (?:say|complain|told|here)",
    r"(?:he|she|they) (?:always )?(?:complain|say)s? (?:about|to) (?:them|him|her|another)|a colleague (?:at|in|from) another|somebody else's|someone else's|their own (?:supplier|customer)s?",
    r"(?:our|my|a|the|some|other|their) (?:\w+ )?(?:competitors?|rivals?|competition) (?:also |always |often )?(?:finds?|found|thinks?|thought|feels?|believes?|considers?|complains?|says?|said)(?! (?:that )?(?:you|your)\b)(?![^;]{0,60}\b(?:you|your)\b)",
)
TO_COME = (
    r"(?:we|i|you|they|he|she|it|who|that|and|\w+)(?:'ll|’ll)|will|shall|won't|(?:am|are|is|'m|'re) (?:going|planning|about) to|gonna|tomorrow|(?:want|plan|hope|intend|promise|promised|need|have|expect|aim) to|(?:next|later) (?:week|month|this week|today)|soon|later today|(?<!as )soon as|let me",
)
NO_TO_COME = (
    r"(?:attached|enclosed|herewith|hereby|below|already|please (?:find|see)|(?:will|shall) (?:find|see|notice|note)|have (?:just )?sent|has been sent|just sent|as promised|let me (?:share|send|attach|know))",
)
AGAINST = (
    r"but|however|although|though|yet still|nevertheless|nonetheless|still,|instead,|except that|only that",
)
CLAUSE = (
    r"while|whereas|because|therefore|thus|hence|and(?= (?:we|i|please|pls|kindly|would|can|could|want|need|send|so|now|then|also|let|the|this|your|our))|so(?= (?:we|please|i|can|could|that))|(?:can|could|would|will) you|please|pls|kindly|since (?:we|our|the)|as (?:we|our)|then",
)
SMALL_WORDS = "price order samples sample invoice payment today since want which how much tomorrow factory could should may been more than about when there their had never accept the and to of you your we our is are for please with can have this that it in on if not any will be would from do does don i my at by or no need send what us me was were has as an but so now just they he she"
