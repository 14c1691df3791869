from jupyter_paperlookup.search.planner import TEXT_FIELDS, Alternative, Plan, Unit, plan
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.query_parts import Years


def planned(text, *, typing=False):
    return plan(parse_query(text, typing=typing))


def spellings(unit):
    return [alternative.text for alternative in unit.alternatives]


def test_nothing_typed_is_an_empty_plan():
    assert planned("") == Plan()
    assert planned("").is_empty


def test_words_are_wanted_everywhere_but_not_required():
    (unit,) = planned("transformers").units
    assert unit == Unit((Alternative("transformers"),), TEXT_FIELDS)


def test_words_may_be_written_together_or_with_a_hyphen():
    block, vid = planned("block vid").units
    assert spellings(block) == ["block", "blockvid"]
    assert spellings(vid) == ["vid", "blockvid"]
    far, reaching = planned("far-reaching").units
    assert spellings(far) == ["far", "farreaching"]
    assert spellings(reaching) == ["reaching", "farreaching"]


def test_the_whole_of_a_hyphenated_word_goes_on_where_its_last_part_does():
    far, _reach = planned("far-reach", typing=True).units
    assert Alternative("farreach", is_prefix=True) in far.alternatives
    far, *_rest = planned("far-reach mat", typing=True).units
    assert Alternative("farreach") in far.alternatives


def test_few_letters_begin_no_word_together_with_the_word_before():
    deep, _ = planned("deep l", typing=True).units
    assert deep.alternatives == (Alternative("deep"), Alternative("deepl"))


def test_fields_and_phrases_are_required():
    made = planned('author:chen "scaling laws"')
    assert all(unit.is_required for unit in made.units)
    assert made.units[0].fields == ("author",)
    assert made.phrases[0].words == ("scaling", "laws")


def test_a_bare_year_is_evidence_and_a_named_one_a_filter():
    made = planned("chen 2023")
    assert made.likely_years == (2023,)
    assert [unit.is_evidence for unit in made.units] == [False, True]
    assert planned("year:2023 -year:2024").years == (Years(2023, 2023),)
    assert planned("1234 3000").likely_years == ()


def test_what_stands_around_a_pasted_identifier_says_nothing():
    made = planned("see arXiv:2410.10139v3 [cs.CV].")
    assert (made.units, made.whole_title) == ((), "")
    assert [one.value for one in made.identifiers] == ["2410.10139"]
    assert planned("key:chen fit", typing=True).units == ()
    assert planned("fit key:chen", typing=True).units != ()


def test_et_al_is_nobodys_name():
    for text in ("Chen et al. 2023", "(Chen et al., 2023)"):
        assert [spellings(unit)[0] for unit in planned(text).units] == ["chen", "2023"]
    assert [spellings(unit)[0] for unit in planned("et al").units] == ["et", "al"]


def test_excluded_parts_stand_apart():
    made = planned('chen -vision -"scaling laws" -arxiv:2410.10139')
    assert [spellings(unit) for unit in made.excluded] == [["vision"]]
    assert made.excluded_phrases[0].words == ("scaling", "laws")
    assert made.excluded_identifiers[0].value == "2410.10139"
    assert made.identifiers == ()


def test_the_words_may_be_a_whole_title():
    assert planned("FIT: Far-reaching").whole_title == "fit far reaching"
    assert planned('"Far-reaching"').whole_title == "far reaching"
    assert planned("author:chen").whole_title == ""
