"""The timeline is the audit trail: the database itself refuses to change or delete an entry."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION timeline_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An entry of the timeline is never changed or deleted.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER timeline_only_grows BEFORE UPDATE OR DELETE ON incidents_event
    FOR EACH ROW EXECUTE FUNCTION timeline_only_grows();
"""
BACKWARDS = """
DROP TRIGGER timeline_only_grows ON incidents_event;
DROP FUNCTION timeline_only_grows();
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
