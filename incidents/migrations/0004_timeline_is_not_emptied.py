"""The timeline only grows: emptying the whole table at once is refused like deleting an entry."""

from django.db import migrations

# Let through in a test database alone, which Django empties between tests.
FORWARDS = """
CREATE FUNCTION timeline_is_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'The timeline is never emptied.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER timeline_is_not_emptied BEFORE TRUNCATE ON incidents_event
    FOR EACH STATEMENT EXECUTE FUNCTION timeline_is_not_emptied();
"""
BACKWARDS = """
DROP TRIGGER timeline_is_not_emptied ON incidents_event;
DROP FUNCTION timeline_is_not_emptied();
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0003_promises_kept")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
