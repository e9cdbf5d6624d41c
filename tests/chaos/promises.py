"""What happens at each timer of the proof: one fact is written down and one letter goes out."""

from django.db import connection

from helpdesk import outbox, timers
from helpdesk.outbox.models import Letter
from helpdesk.timers.models import Timer

KIND = "chaos.promise"
# No key: if the same promise were kept twice, both facts would stand here.
FACTS = "CREATE TABLE chaos_fact (subject uuid NOT NULL, late interval NOT NULL)"
# The first sign of life of each clock: from then on it lives, until it is killed.
LIVES = """
CREATE TABLE chaos_life (name text NOT NULL, began timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE FUNCTION chaos_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO chaos_life (name) VALUES (NEW.name); RETURN NULL; END $$;
CREATE TRIGGER chaos_begins AFTER INSERT ON timers_heartbeat FOR EACH ROW EXECUTE FUNCTION chaos_begins();
"""


@timers.handler(KIND)
def keep(timer: Timer) -> None:
    """Writes the fact and the letter, in the transaction of the firing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO chaos_fact (subject, late) VALUES (%s, clock_timestamp() - %s)",
            [timer.subject_id, timer.due_at],
        )
    assert timer.tenant_id is not None
    reader = timer.subject_id.int % 3
    outbox.write(
        "chaos.kept",
        to=f"reader-{reader}@{timer.tenant_id.hex[:12]}.example",
        language="en",
        key=letter_key(str(timer.subject_id)),
        tenant=timer.tenant_id,
        subject=timer.subject_id,
    )


def letter_key(subject: str) -> str:
    """The key of the letter about this promise."""
    return f"chaos.kept:{subject}"


@outbox.letter("chaos.kept")
def kept(row: Letter) -> outbox.Rendered:
    """Builds the letter."""
    return outbox.Rendered("A promise was kept", "chaos/kept", {"promise": str(row.subject_id)})
