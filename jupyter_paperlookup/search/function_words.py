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
