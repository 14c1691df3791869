"""English words that join others: in a small library some are rare enough to seem telling."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    """
a about above across after again against all almost alone along already also although always am
among an and another any anyone anything are around as aside at away back be became because become
becomes been before behind being below beside besides between beyond both but by can cannot could
did do does doing done down due during each either else enough especially even ever every everyone
everything except far few first for from further furthermore gave get gets give given gives giving
go goes going good got had has have having he hence her here hers him his how however i if in indeed
instead into is it its itself just keep kept know known knows last least less let lets like likely
made mainly make makes making many may maybe me mean means might more moreover most mostly much must
my namely near nearly necessarily need needs neither never nevertheless next no nobody none nor not
nothing now nowadays of off often on once one ones only onto or other others otherwise our ours
ourselves out over own per perhaps put quite rather really same second see seem seems seen self
several shall she should show showed shown shows simply since so some someone something sometimes
soon still such take taken takes taking than that the their theirs them themselves then there
thereby therefore these they thing things third this those though three through throughout thus to
together too took toward towards two under unless until up upon us use used useful uses using
usually various very via was way ways we well went were what whatever when whenever where whereas
wherein wherever whether which whichever while who whole whom whose why will with within without
would yes yet you your yours
""".split()
)

CLOSED_CLASS = frozenset(
    # articles, pronouns, determiners
    "a an the i me my we us our ours you your he him his she her hers it its they them their "
    "theirs this that these those who whom whose which what such same other another any some all "
    "both each either neither every no none one ones itself himself herself themselves "
    # prepositions
    "about above across after against along among around as at before behind below beneath beside "
    "besides between beyond by down during except for from in inside into like near of off on onto "
    "out outside over per since than through throughout to toward towards under until up upon via "
    "with within without "
    # conjunctions and the words of a question
    "and but or nor if because although though unless while whereas whether so yet how when where "
    "why then thus hence therefore however there here not only also too very more most much many "
    "few less least own just again further once "
    # verbs that help others
    "am is are was were be been being do does did doing done have has had having can cannot could "
    "may might must shall should will would cant dont doesnt didnt isnt arent wasnt werent wont "
    "use used uses using give gives given etc".split()
)
"""Articles, pronouns, prepositions, conjunctions and helping verbs alone: of a question, what is
`known`, `made` or `needed` may be the point."""

ASKING_WORDS = frozenset(
    "i me my we us you your what which who whom whose how when where why whether there is are was "
    "were be been am do does did done have has had can cannot could may might must shall should "
    "will would it its they them their these those that this if because about such any some "
    "given".split()
)
"""Of these, those that a sentence has and few titles do."""
