"""Every engine yields what the reference engine yields."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings

from tests.generative.cases import Case, cases, disagreement, share
from tests.support.engines import ENGINES, engine_called

FAST_ENGINES = [name for name in ENGINES if name != "reference"]


@pytest.mark.parametrize("name", FAST_ENGINES)
@settings(share(0.08), phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(case=cases())
def test_obligations_are_those_of_the_reference_engine(name: str, case: Case) -> None:
    """The same obligations, as often, whatever the standards and the record."""
    for rows in case.loads:
        found = disagreement(engine_called(name), engine_called("reference"), rows, case.standards)
        assert not found, found
