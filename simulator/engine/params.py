"""The numbers of the model: the one place where a default, range and source is written.

Each run carries one record of these numbers (`PARAMS`), so a sweep is a taller batch. A source in
square brackets is a key of `docs/bibliography.md`; a code such as A35 is an item of
`docs/sources.md`; `assumed` is a modelling choice without a source, and says so.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np


class Parameter(NamedTuple):
    """One number of the model: its letter in the equations, plausible range, unit and source."""

    name: str
    symbol: str
    default: float
    low: float
    high: float
    unit: str
    source: str
    meaning: str


def _table(*rows: tuple[str, str, float, float, float, str, str, str]) -> dict[str, Parameter]:
    return {row[0]: Parameter(*row) for row in rows}


# fmt: off
PARAMETERS = _table(
    # how a relation starts
    ("reservation", "RV", .36, .20, .45, "utility", "assumed; calibrated on docs/domain.md", "mean reservation utility: the worth of no contract"),
    ("reservation_sd", "RV sd", .06, 0, .10, "utility", "assumed", "spread of the reservation utility"),
    ("weight_concentration", "α_w", 1.5, .7, 5, "-", "assumed", "Dirichlet concentration of the issue weights; low = much to trade"),
    ("distributive", "-", 0, 0, 1, "share", "assumed", "1 = both sides weigh the issues alike, nothing to trade"),
    ("trust_start", "T0", .50, .30, .70, "trust", "assumed; calibrated B22", "mean trust at the start"),
    ("trust_sd", "T0 sd", .12, 0, .20, "trust", "assumed", "spread of trust at the start"),
    ("image_start", "E0", .40, .20, .80, "hardness", "assumed; C2", "mean hardness expected of the other at the start"),
    ("image_sd", "E0 sd", .10, 0, .20, "hardness", "assumed", "spread of the expected hardness"),
    ("knowledge_start", "K0", .20, 0, .50, "share", "assumed; [Thompson1990] sign", "knowledge of the other's priorities at the start"),
    ("tension_start", "τ0", .15, 0, .50, "tension", "assumed", "tension at the start"),
    ("authority_start", "a0", .70, .2, 1, "share", "assumed; A29", "authority of the negotiator at the start"),
    # the act
    ("tension_to_acts", "λτ", .35, .10, .60, "probability", "assumed; A9", "how tension leaks into contentious acts"),
    ("pressure", "π", .10, 0, .30, "probability", "assumed; A6", "system pressure on acts"),
    ("ownership_softens", "λ_O", .30, 0, .60, "probability", "assumed; A52", "shared ownership softens acts"),
    ("accord_softens", "λ_A", .25, 0, .50, "probability", "assumed; B12", "an accord in force softens acts"),
    # the effects of an act
    ("hardness_smoothing", "b", .50, .30, .80, "1/turn", "assumed", "weight of the last act in the hardness met"),
    ("contagion", "χ", .15, 0, .40, "1/turn", "assumed; [Hatfield1994] sign", "tension moves towards that of the other"),
    ("relief", "k_D", .15, 0, .40, "1/turn", "assumed; A19", "surprise lowers tension"),
    ("surprise_memory", "φ_D", .50, 0, .80, "1/turn", "assumed", "share of surprise that stays a turn later"),
    ("surprise_teaches", "k_K", .10, 0, .20, "share", "assumed; A20", "surprise teaches the other's priorities"),
    ("hardness_shock", "k_N", .15, 0, .40, "tension", "assumed; A31", "unexpected hardness raises tension"),
    ("shock_threshold", "-", .30, .1, .5, "hardness", "assumed", "hardness above the expected that counts as a shock"),
    # demand and concession
    ("tension_slows_concession", "λβ", .60, 0, 1.5, "-", "assumed; A34", "tension slows concession"),
    ("tension_raises_reservation", "λ_RV", .12, 0, .25, "utility", "assumed; A34, [Collabra2023] sign", "tension raises what one wants at least"),
    ("surprise_opens", "γ_D", .80, 0, 1.5, "-", "assumed; A19", "surprise makes room to concede"),
    ("ownership_opens", "γ_O", .30, 0, 1, "-", "assumed; A52", "ownership makes room to concede"),
    ("pressure_pays", "γ_P", .80, 0, 2, "-", "assumed; A35", "pressing acts make the other concede sooner"),
    # trust, goodwill, image
    ("trust_gain", "η+", .15, .05, .30, "1/year", "assumed; [Slovic1993] sign", "trust rises at this rate"),
    ("trust_loss", "η-", .40, .20, .70, "1/year", "assumed; [Slovic1993] sign", "trust falls at this rate"),
    ("competence_rate", "-", .80, .5, 1, "-", "assumed", "competence trust learns at this share of the trust rates"),
    ("process_weight", "w_z", .50, .20, .80, "share", "assumed", "weight of the process against kept promises in trust"),
    ("goodwill_gain", "η_G+", .25, .10, .50, "1/year", "assumed; A38", "goodwill rises at this rate"),
    ("goodwill_loss", "η_G-", .50, .30, .80, "1/year", "assumed; [Keysar2008] sign", "goodwill falls at this rate"),
    ("goodwill_decay", "δ_G", .20, .05, .40, "1/year", "assumed", "goodwill fades without upkeep"),
    ("unfairness", "k_f", .50, 0, 1, "-", "assumed; B13", "a gain far below the other's costs goodwill"),
    ("result_in_goodwill", "ω_U", .30, 0, 1, "-", "assumed", "the own result counts in goodwill"),
    ("favour", "f", .15, 0, .40, "-", "assumed; A38", "an extra received raises goodwill"),
    ("image_learning", "η_E", .40, .10, .80, "1/year", "assumed; C2", "the image follows the hardness met"),
    ("tension_carry", "carry", .50, 0, .80, "share/year", "assumed", "tension carried into the next year"),
    ("knowledge_loss", "δ_K", .25, .10, .50, "1/year", "assumed; E53", "knowledge of the other fades"),
    ("ownership_loss", "δ_O", .30, .10, .50, "1/year", "assumed; E53", "shared ownership fades"),
    ("exit_loss", "δ_exit", .30, 0, .60, "share", "assumed; E53", "further loss of both when a contract expires without renewal clause"),
    # delivery
    ("extra_max", "x_max", .10, .02, .20, "utility", "assumed; A38", "largest extra a year"),
    ("shading_max", "s_max", .06, 0, .15, "utility", "assumed; [HartMoore2008] sign", "largest shading a year"),
    ("extra_cost", "c_x", .40, .10, .90, "-", "assumed", "cost of giving one unit of extra; below 1 extras create value"),
    ("breach", "p_b", .08, .02, .20, "1/year", "assumed; A25", "chance that a side breaks a term"),
    ("maintenance_prevents", "-", .60, 0, 1, "share", "assumed; A26", "how far full maintenance lowers the chance of a breach"),
    ("warning", "p_sig", .30, 0, .60, "probability", "assumed; A26", "a warning is heard at full maintenance"),
    ("ambiguity", "p_amb", .15, 0, .30, "1/year", "assumed; D20, C6", "chance of a misreading at clarity 0"),
    ("breach_tension", "-", .25, .1, .5, "tension", "assumed; A33", "tension added by a perceived breach"),
    ("clarity_base", "cl0", .30, 0, 1, "share", "assumed; D19", "clarity of a contract before anything is added"),
    ("content_return", "b_q", .30, .10, .60, "utility/year", "assumed", "yearly return of full transformation content, shared by both"),
    ("content_cost", "c_q", .06, .02, .20, "utility", "assumed", "cost of building transformation content, shared by both"),
    ("content_fading", "-", .10, 0, .30, "1/year", "assumed", "content built fades where no contract carries it"),
    ("align", "align", 1, .3, 1, "share", "assumed; E29-E30", "how far the other funders go along, so that content returns to the pair"),
    # contract
    ("mandate", "m_fin", .50, 0, 1, "share", "assumed; B18", "how far the mandate is financial only"),
    ("multi_year_trust", "θ_T", .60, .50, .75, "trust", "assumed; B32", "trust needed for a contract of several years"),
    ("multi_year_goodwill", "-", .30, 0, .6, "-", "assumed", "how far goodwill helps to that threshold"),
    ("multi_year_ownership", "θ_O", .25, .10, .50, "share", "assumed; B33", "ownership needed for a contract of several years"),
    ("duration_max", "d_max", 3, 1, 5, "year", "assumed; B28, D10", "length of a multi-year contract"),
    ("two_year_option", "-", 0, 0, 1, "0/1", "assumed; D10", "1 = two years where trust is just below the threshold"),
    ("discount", "δ", .90, .80, .97, "1/year", "assumed; [Baker2002]", "discount of future years"),
    ("future_weight", "φ_FV", .60, .20, 1.5, "-", "assumed; C12", "how future value drives maintenance"),
    ("process_idle", "pr0", .60, .40, .80, "process", "assumed; E47", "process experience in a year without talks"),
    ("process_upkeep", "pr1", .35, .20, .40, "process", "assumed; E48", "what maintenance adds to it"),
    # content phase and accord
    ("two_phase", "-", 1, 0, 1, "0/1", "B23", "1 = a content phase before the deal is possible"),
    ("content_learning", "-", .35, .1, .6, "share", "assumed; E23", "knowledge and ownership gained in a content phase"),
    ("content_calms", "-", .30, 0, .6, "share", "assumed; B26", "tension taken away by a content phase"),
    ("accord_cost", "c_A", .50, 0, 1, "-", "assumed; B12, B15", "an accord brings more interests to the table"),
    # escalation
    ("mediation_success", "p_med", .59, .47, .67, "probability", "court-annexed mediation NL 2011-2016", "base chance that mediation succeeds"),
    ("mediation_gap", "g_med", .05, 0, .20, "utility", "assumed", "gap from which mediation is considered"),
    ("mediation_tension", "-", .33, .2, .5, "tension", "assumed; [Glasl1982] level 2", "tension from which mediation is considered"),
    ("straggle", "-", .80, 0, 1, "probability", "assumed; D24", "share of open relations that talk on after 31 December"),
    ("committee", "-", .30, 0, 1, "probability", "assumed; D24", "chance that the disputes committee decides where no agreement was reached"),
    ("override_dispute", "p_ov", .30, 0, .6, "1/season", "assumed; A30", "executive takes over when a breach is on the table, at authority 0"),
    ("override_calm", "-", .05, 0, .2, "1/season", "assumed", "executive takes over in other seasons, at authority 0"),
    ("authority_growth", "-", .30, .1, .6, "1/year", "assumed; A29", "authority grows with years in post"),
    # instruments, off unless a scenario or strategy uses them
    ("social", "soc", 0, 0, 1, "share", "C8", "strength of a social contract: written norms of conduct"),
    ("social_cost", "-", .005, 0, .02, "utility/season", "assumed; C8", "cost of keeping it alive"),
    ("written", "-", 0, 0, 1, "share", "D19", "agreements confirmed in writing"),
    ("written_cost", "-", .003, 0, .01, "utility/season", "assumed; D19", "cost of doing so"),
    ("thermometer", "p_th", 0, 0, 1, "probability", "assumed (.5 where on); C18", "a perceived breach is found early at full maintenance"),
    ("monitoring_finds", "-", .30, 0, .6, "probability", "assumed; E36", "a perceived breach is found early by full monitoring"),
    ("monitoring_cost", "-", .005, 0, .02, "utility/year", "assumed; E36", "cost of full monitoring"),
    ("online", "-", 0, 0, 1, "share", "C16-C17", "share of the talks held online"),
    ("online_richness", "ν", .60, .3, 1, "share", "assumed; C17", "what is left of ASK, OPEN and PAUSE online"),
    ("online_saves", "-", .60, 0, .8, "share", "assumed; C16", "maintenance cost saved online"),
    ("turnover", "p_turn", 0, 0, .4, "1/year", "assumed (.20 where on); NZa good contracting practice", "a new negotiator takes the seat"),
    ("skill", "-", 0, 0, .4, "share", "assumed (.20 where on); B2, B14", "what full skill adds to questions and takes off reactivity"),
    ("leverage", "κ_e", 0, 0, .6, "share", "assumed (.3 where on); M24", "what is confided to a distrustful hard party is used to hold out"),
    ("exposure", "-", 0, 0, 1, "0/1", "E55", "1 = trust is learned only as far as one is exposed"),
    ("exposure_base", "ξ0", .50, 0, 1, "share", "assumed", "share of trust learned without exposure"),
    ("deception", "c_dec", .20, 0, .5, "trust", "assumed; [Schweitzer2006] sign", "a hidden breach lowers the ceiling of trust for good"),
    ("confirmation", "b_c", 0, 0, .3, "share", "assumed; [Poortinga2004] sign", "what one sees is drawn towards what one believes"),
    ("silence_status", "ω", 0, 0, 1, "share", "assumed; [Curhan2022] study 3", "silence works less for the provider, who has the lower status"),
    ("shock_sd", "σ_ε", 0, 0, .10, "utility", "assumed (.05 where on); E38", "spread of windfalls and setbacks of a contract year"),
    ("shock_tension", "-", .15, 0, .3, "tension", "assumed; E38", "a setback without reopener raises tension"),
    ("index_sd", "-", 0, 0, .02, "utility", "OVA forecast against definite, about 1 percentage point (.01 where on)", "spread of the index around its forecast"),
    ("form_volume", "v", 0, 0, .3, "share", "assumed (.1 where on); E44", "a form without risk invites volume"),
    ("form_effort", "w", 0, 0, .3, "share", "assumed (.1 where on); E43", "a form that shares gain invites effort for content"),
    ("clause_clarity", "-", .10, 0, .2, "share", "assumed; E40", "coordination clauses add clarity"),
    ("clause_trust", "-", .05, 0, .1, "trust", "[Malhotra2011] sign; size assumed", "clauses raise competence trust; control clauses lower goodwill trust"),
    ("queue", "-", 0, 0, 1, "0/1", "assumed; C15, C20", "1 = a side short of attention lets a turn pass"),
    ("small_weight", "κ_s", 0, 0, 1, "-", "assumed (.5 where on); C15", "who counts for little at its funder attaches less weight to the relation"),
    ("grace", "-", 0, 0, 1, "share", "assumed (.5 where on); D24, docs/domain.md", "share of relations where care is paid as if contracted until 31 March, so that 31 December is no limit"),
    ("resentment", "k_S", 0, 0, .6, "-", "assumed (.20 where on); A39, [Keysar2008] sign", "shading received lowers goodwill"),
    ("align_regional", "-", 0, 0, 1, "share", "E29-E30", "how far alignment follows what the funders in the region do"),
    ("align_decay", "-", .20, 0, .5, "1/year", "assumed; E50", "alignment of others fades unless kept up"),
    ("examples", "-", 0, 0, .5, "share", "assumed; D5", "good examples in the region make content cheaper to build"),
    ("imitation", "μ", 0, 0, .5, "1/year", "assumed; M20", "an organisation compares itself with a peer"),
    ("imitation_sharpness", "β_im", 20, 1, 100, "1/utility", "assumed; M20", "how surely the better strategy is taken over"),
    ("preparation", "-", 0, 0, 1, "share", "D4, D8, E11", "both sides study the other before the talks"),
    ("preparation_gain", "-", .15, 0, .3, "share", "assumed; D8", "knowledge gained by full preparation"),
    ("preparation_cost", "-", .004, 0, .02, "utility", "assumed; A27", "its cost"),
    ("internal", "-", 0, 0, 1, "share", "A27, E13", "negotiators take their own executive along before the talks"),
    ("voice", "-", 0, 0, 1, "share", "D14-D18", "the provider answers the policy and brings in topics"),
    ("visit", "-", 0, 0, 1, "share", "D15", "the provider invites for a working visit"),
    ("contact_gain", "-", .05, 0, .1, "share", "assumed; D15, D18", "what voice takes off the image, and a visit adds to knowledge and trust"),
    ("vision", "-", 0, 0, 1, "share", "C5-C7", "a vision of the relation shared before the talks, and kept to"),
    ("stakeholders", "-", 0, 0, 1, "share", "D6, E14, E28, E50", "other parties have a place in the content phase"),
    ("sunk", "-", .15, 0, .3, "utility", "assumed; A32", "what care already delivered takes off the provider's reservation"),
    ("estimate_error", "-", 0, 0, .2, "utility", "assumed (.10 where on); E7", "error of the estimate of the other's reservation at K = 0"),
    ("coalition", "κ_co", .03, 0, .1, "utility", "assumed; D13, D22", "what a coalition's size adds to its reservation, per log unit"),
    ("legal", "-", 0, 0, .3, "probability", "assumed; D24", "chance of a legal step before the committee"),
    ("legal_cost", "-", .08, 0, .2, "utility", "assumed; D24", "its cost for each side"),
    # costs
    ("turn_cost", "-", .002, 0, .006, "utility", "assumed; A33", "cost of one turn for each side"),
    ("content_phase_cost", "-", .01, 0, .03, "utility", "assumed; B31", "cost of a content phase for each side"),
    ("maintenance_cost", "-", .01, 0, .03, "utility/year", "assumed; C22", "cost of full maintenance"),
    ("mediation_cost", "-", .02, 0, .06, "utility", "assumed", "cost of mediation for each side"),
    ("committee_cost", "-", .05, 0, .15, "utility", "assumed", "cost of a committee decision for each side"),
)
# fmt: on

PARAMS = np.dtype((np.record, [(name, np.float64) for name in PARAMETERS]))


def records(runs: int, values: Mapping[str, Any] | None = None) -> np.ndarray:
    """One record of numbers per run.

    Args:
        runs: how many runs R.
        values: overrides by name; each a number or an array of shape [R].

    Returns:
        Array of dtype `PARAMS`, shape [R].

    Raises:
        KeyError: a name that is no parameter.
    """
    table = np.zeros(runs, PARAMS)
    for name, parameter in PARAMETERS.items():
        table[name] = parameter.default
    for name, value in (values or {}).items():
        if name not in PARAMETERS:
            raise KeyError(name)
        table[name] = value
    return table
