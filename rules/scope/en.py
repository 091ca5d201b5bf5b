"""English cues. What each name means: `cues.Tongue`."""

# ruff: noqa: E501 - a cue is read as one line

NO_DENIAL = (
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
    r"refus(?:e|es|ed)|stop(?:s|ped)?(?! for| by| at| in)|instead of|rather than|skip(?:ped)?|waive[sd]?|cancel(?:s|led|ed|ling|ing)?|dropped|gave up|decided against",
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
CLOSED = (
    r"(?:is|are|was|were|been|got|now|already|all|has|have|long)(?: now| already| fully| all| long| since| finally| been)* (?:solved|settled|resolved|sorted(?: out)?|closed|fixed|cleared(?: up)?|forgotten|clarified|dealt with|taken care of|put right|made good|replaced and)",
    r"water under the bridge|thing of the past|old story|case closed|history now|ancient history|no longer|not any ?more|long ago|no more trouble",
)
PAST = (
    r"(?:many |some |two |three |four |five |\d+ |a few |several |a couple of )?(?:years|months) ago|a (?:year|month) ago|long ago|used to|in the past|back then|at that time|in the old days|in those days|formerly|years back|last (?:spring|summer|autumn|fall|winter|year|season) (?:we|i|they) (?:were|was|had to|bought|stopped|postponed|paused)",
    r"(?:back )?in (?:19\d\d|20[01]\d|202[0-3])|until (?:20[01]\d|202[0-4])|in a previous life|once upon a time",
)
OTHERS = (
    r"(?:a|our|one|another) (?:good |old )?(?:friend|neighbou?r)(?:'s)?(?! (?:told|offered|quoted|gave|sent) (?:me|us))|my (?:good |old )?(?:friend|neighbou?r|cousin|uncle|brother-in-law|acquaintance)(?:'s)? (?:in|at|who|from|has|had|says?|said|buys?|bought|wants?|needs?|runs?|and|is|was|got|gets|owns|company|firm|shop|pays|paid|orders?)|friends? of (?:mine|ours)|another customer of yours|other (?:people|companies|buyers|importers) (?:say|complain|told|here)",
    r"(?:he|she|they) (?:always )?(?:complain|say)s? (?:about|to) (?:them|him|her|another)|a colleague (?:at|in|from) another|somebody else's|someone else's|their own (?:supplier|customer)s?",
)
AGAINST = (
    r"but|however|although|though|yet still|nevertheless|nonetheless|still,|instead,|except that|only that",
)
CLAUSE = (
    r"while|whereas|because|therefore|thus|hence|and(?= (?:we|i|please|pls|kindly|would|can|could|want|need|send|so|now|then|also|let|the|this|your|our))|so(?= (?:we|please|i|can|could|that))|(?:can|could|would|will) you|please|pls|kindly|since (?:we|our|the)|as (?:we|our)|then",
)
SMALL_WORDS = "price order samples sample invoice payment today since want which how much tomorrow factory could should may been more than about when there their had never accept the and to of you your we our is are for please with can have this that it in on if not any will be would from do does don i my at by or no need send what us me was were has as an but so now just they he she"
