"""The technical and organisational measures, each with where its proof is (Art. 32, obligation 80).

One list: the public page, the record of processing and the audit pack show this one.
"""

from dataclasses import dataclass
from enum import StrEnum


class Aim(StrEnum):
    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"
    MINIMISATION = "minimisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """`proof` is a file of this repository: a test, a runbook or a document."""

    id: str
    aim: Aim
    said: tuple[str, str]
    proof: str


def _measure(id_: str, aim: Aim, french: str, english: str, proof: str) -> Measure:
    return Measure(id=id_, aim=aim, said=(french, english), proof=proof)


_C, _I, _A, _M = Aim.CONFIDENTIALITY, Aim.INTEGRITY, Aim.AVAILABILITY, Aim.MINIMISATION

MEASURES: tuple[Measure, ...] = (
    _measure(
        "passwords",
        _C,
        "mots de passe hachés (Argon2id), limitation des essais",
        "hashed passwords (Argon2id), limited tries",
        "tests/unit/domain/accounts/test_sign_in.py",
    ),
    _measure(
        "roles",
        _C,
        "accès par rôles, second facteur",
        "access by role, second factor",
        "tests/api/test_authorisation.py",
    ),
    _measure(
        "walls",
        _C,
        "cloisonnement de chaque espace à chaque requête",
        "every workspace walled off in every request",
        "tests/api/test_workspace_walls.py",
    ),
    _measure(
        "transport",
        _C,
        "chiffrement des échanges (TLS) et des secrets (AES-GCM)",
        "encrypted exchanges (TLS) and secrets (AES-GCM)",
        "tests/api/test_accounts.py",
    ),
    _measure(
        "logs",
        _C,
        "journaux sans contenu ni secret",
        "logs without content or secrets",
        "tests/api/test_log_canary.py",
    ),
    _measure(
        "suppression",
        _M,
        "liste d’opposition en empreintes à clé (HMAC-SHA-256)",
        "objections kept as keyed hashes (HMAC-SHA-256)",
        "tests/unit/domain/consent/test_objection.py",
    ),
    _measure(
        "mailbox",
        _M,
        "boîtes lues par adresse connue seulement, chaque lecture journalisée",
        "mailboxes read by known address only, every read on record",
        "tests/unit/domain/inbox/test_minimality.py",
    ),
    _measure(
        "models",
        _M,
        "modèles d’IA sans adresse ni numéro, sans entraînement",
        "AI models without addresses or numbers, without training",
        "tests/unit/adapters/test_llm.py",
    ),
    _measure(
        "approval",
        _I,
        "aucun envoi sans accord ; l’octet approuvé est l’octet envoyé",
        "nothing leaves without approval; the approved byte is the sent byte",
        "tests/unit/domain/messaging/test_last_look.py",
    ),
    _measure(
        "audit-log",
        _I,
        "journal d’audit chaîné par empreintes",
        "audit log chained by hashes",
        "tests/api/test_audit.py",
    ),
    _measure(
        "retention",
        _M,
        "durées par classe, effacement prouvé par reçu signé",
        "durations by class, deletion proven by a signed receipt",
        "tests/workers/test_privacy_tasks.py",
    ),
    _measure(
        "backups",
        _A,
        "sauvegardes en France, 30 jours au plus",
        "backups in France, 30 days at most",
        "docs/runbooks",
    ),
)
