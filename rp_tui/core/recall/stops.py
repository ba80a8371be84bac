"""Words of English that say nothing of what a line is about."""

STOPS = frozenset(
    """a about above after again against ago all almost alone along already also although always am
    among an and another any anybody anyone anything anyway are aren around as aside ask asked asks
    at away back be became because become been before behind being below beside besides better
    between both but by call called came can cannot can't come comes coming could couldn course d
    did didn do does doesn doing don done down during each either else enough even ever every
    everybody everyone everything exactly far few find first for forth found from further gave get
    gets getting give given gives go goes going gone good got had hadn half hardly has hasn have
    haven having he hear heard held hello her here hers herself hey hi him himself his hold how
    however i if in indeed instead into is isn it its itself just keep kept kind know knew known
    knows last least leave left less let like little ll long look looked looking looks lot m made
    make makes making many matter may maybe me mean means meant might mine more most mostly much
    must my myself near nearly need needs neither never next no nobody none nor not nothing now o of
    off oh ok okay on once one ones only onto or other others ought our ours ourselves out over own
    part perhaps please put puts quite rather re real really right s said same saw say saying says
    see seem seemed seems seen several shall shan she should shouldn show since so some somebody
    somehow someone something sometimes somewhere sort still such sure t take taken takes tell tells
    than thank thanks that the their theirs them themselves then there these they thing things think
    this those though thought through till to today together told tomorrow tonight too took toward
    towards tried try trying turn turned turns two under until up upon us use used ve very wait want
    wanted wants was wasn way we well went were weren what whatever when where whether which while
    who whole whom whose why will with within without won would wouldn yeah yes yesterday yet you
    your yours yourself yourselves""".split()
)
