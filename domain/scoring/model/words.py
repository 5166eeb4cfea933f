"""A score in French and English words, made from its codes and nothing else."""

from collections.abc import Sequence

from domain.scoring.model.feedback import Reason
from domain.scoring.model.matching import Outcome
from domain.scoring.model.persona import Feature, Mode, Operator
from domain.scoring.model.score import Counterfactual, Exclusion, Line, Result, Verdict
from domain.scoring.model.signal import SignalKind, SignalLine

_FEATURES = {
    Feature.TITLE: ("fonction", "job title"),
    Feature.COMPANY: ("entreprise", "company"),
    Feature.INDUSTRY: ("secteur", "industry"),
    Feature.LOCATION: ("lieu", "location"),
    Feature.COUNTRY: ("pays", "country"),
    Feature.SENIORITY: ("niveau hiérarchique", "seniority"),
    Feature.HEAD_COUNT: ("effectif", "head count"),
    Feature.DOMAIN: ("site web", "website"),
}
_OPERATORS = {
    Operator.CONTAINS: ("contient {}", "contains {}"),
    Operator.NOT_CONTAINS: ("ne contient pas {}", "does not contain {}"),
    Operator.EQUALS: ("est {}", "is {}"),
    Operator.AT_LEAST: ("d’au moins {}", "at least {}"),
    Operator.AT_MOST: ("d’au plus {}", "at most {}"),
    Operator.IS_KNOWN: ("connu", "known"),
}
_THE = {
    Feature.TITLE: ("la fonction", "the job title"),
    Feature.COMPANY: ("l’entreprise", "the company"),
    Feature.INDUSTRY: ("le secteur", "the industry"),
    Feature.LOCATION: ("le lieu", "the location"),
    Feature.COUNTRY: ("le pays", "the country"),
    Feature.SENIORITY: ("le niveau hiérarchique", "the seniority"),
    Feature.HEAD_COUNT: ("l’effectif", "the head count"),
    Feature.DOMAIN: ("le site web", "the website"),
}
_IF_MET = {
    Operator.CONTAINS: ("contenait {}", "contained {}"),
    Operator.NOT_CONTAINS: ("ne contenait pas {}", "did not contain {}"),
    Operator.EQUALS: ("était {}", "was {}"),
    Operator.AT_LEAST: ("était d’au moins {}", "was at least {}"),
    Operator.AT_MOST: ("était d’au plus {}", "was at most {}"),
    Operator.IS_KNOWN: ("était connu", "was known"),
}
_IF_NOT_MET = {
    Operator.CONTAINS: _IF_MET[Operator.NOT_CONTAINS],
    Operator.NOT_CONTAINS: _IF_MET[Operator.CONTAINS],
    Operator.EQUALS: ("n’était pas {}", "was not {}"),
    Operator.AT_LEAST: ("était sous {}", "was below {}"),
    Operator.AT_MOST: ("dépassait {}", "was above {}"),
    Operator.IS_KNOWN: ("était inconnu", "was unknown"),
}
_VERDICTS = {
    Verdict.KEPT: ("Retenu", "Kept"),
    Verdict.TO_CHECK: ("À vérifier", "To check"),
    Verdict.DISMISSED: ("Écarté", "Dismissed"),
}
_SIGNALS = {
    SignalKind.JOB_CHANGE: ("changement de poste", "job change"),
    SignalKind.HIRING: ("recrutement", "hiring"),
    SignalKind.LINKEDIN_POST: ("publication LinkedIn", "LinkedIn post"),
    SignalKind.FUNDING: ("levée de fonds", "funding"),
    SignalKind.EXPANSION: ("expansion", "expansion"),
    SignalKind.REGISTER_EVENT: ("annonce au registre", "register event"),
    SignalKind.WEBSITE_CHANGE: ("nouveauté sur le site", "website change"),
    SignalKind.USER_NOTE: ("note", "note"),
}
_EXCLUSIONS = {
    Reason.BAD_COMPANY: ("mauvaise entreprise", "bad company"),
    Reason.WRONG_PERSON: ("mauvaise personne", "not the right person"),
}


def _pick(language: str, pair: tuple[str, str]) -> str:
    return pair[1] if language == "en" else pair[0]


def _values(language: str, values: Sequence[str]) -> str:
    quote = "“{}”" if language == "en" else "« {} »"
    if all(value.isdigit() for value in values):
        quote = "{}"
    glue = " or " if language == "en" else " ou "
    return glue.join(quote.format(value) for value in values)


def feature_name(one: Feature, language: str) -> str:
    return _pick(language, _FEATURES[one])


def label(line: Line, language: str) -> str:
    """What the line is about, and what it asks."""
    feature = _pick(language, _FEATURES[line.feature])
    asks = _pick(language, _OPERATORS[line.operator]).format(_values(language, line.values))
    says = f"{feature} {asks}".strip()
    if line.mode is Mode.FILTER:
        return f"required: {says}" if language == "en" else f"exigé : {says}"
    if line.mode is Mode.EXCLUDE:
        return f"excluded: {says}" if language == "en" else f"exclu : {says}"
    return says


def signal(line: SignalLine, language: str) -> str:
    """`signal : recrutement`; it says so when whoever reads muted it."""
    kind = _pick(language, _SIGNALS[line.kind])
    if language == "en":
        return f"signal: {kind}{' (bad signal for you)' if line.is_muted else ''}"
    return f"signal : {kind}{' (mauvais signal pour vous)' if line.is_muted else ''}"


def exclusion(one: Exclusion, language: str) -> str:
    """`avis : mauvaise entreprise, écarté jusqu’au 25/05/2027`."""
    why = _pick(language, _EXCLUSIONS[one.reason])
    if language == "en":
        return f"feedback: {why}, dismissed until {one.until:%Y-%m-%d}"
    return f"avis : {why}, écarté jusqu’au {one.until:%d/%m/%Y}"


def missing(line: Line, language: str) -> str:
    """The penalty for data nobody has: `−14 : effectif inconnu`."""
    feature = _pick(language, _FEATURES[line.feature])
    if language == "en":
        return f"−{line.lost}: {feature} unknown" if line.lost else f"{feature} unknown"
    return f"−{line.lost} : {feature} inconnu" if line.lost else f"{feature} inconnu"


def counterfactual(one: Counterfactual, language: str) -> str:
    """`84 (retenu) si l’effectif était d’au moins 50`."""
    forms = _IF_NOT_MET if one.mode is Mode.EXCLUDE else _IF_MET
    asks = _pick(language, forms[one.operator]).format(_values(language, one.values))
    verdict = _pick(language, _VERDICTS[one.verdict]).lower()
    feature = _pick(language, _THE[one.feature])
    return f"{one.value} ({verdict}) {'if' if language == 'en' else 'si'} {feature} {asks}"


def reason(result: Result, language: str) -> str:
    """One sentence: the verdict, the persona, what speaks for it and what nobody knows."""
    verdict = _pick(language, _VERDICTS[result.verdict])
    decided = [one for one in result.lines if _decides(one)]
    good = [one for one in result.lines if one.outcome is Outcome.MET and one not in decided]
    unknown = [one for one in result.lines if one.outcome is Outcome.UNKNOWN]
    parts = []
    for lines, pair in (
        (decided, ("ne convient pas : {}", "does not fit: {}")),
        (good, ("correspond : {}", "fits: {}")),
        (unknown, ("inconnu : {}", "unknown: {}")),
    ):
        named = list(dict.fromkeys(_pick(language, _FEATURES[one.feature]) for one in lines))
        if named:
            parts.append(_pick(language, pair).format(", ".join(named)))
    if not parts:
        parts = [_pick(language, ("aucun critère ne correspond", "no criterion fits"))]
    if language == "en":
        return f"{verdict} for “{result.persona_name}”: {'; '.join(parts)}."
    return f"{verdict} pour « {result.persona_name} » : {' ; '.join(parts)}."


def _decides(line: Line) -> bool:
    """Whether this line alone keeps the person out."""
    if line.mode is Mode.FILTER:
        return line.outcome is Outcome.NOT_MET
    return line.mode is Mode.EXCLUDE and line.outcome is Outcome.MET
