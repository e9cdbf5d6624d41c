from django.db import migrations

# Whether a sender has the letter in hand. Its lease ends with its minute, or with the database session
# that took it. After a restart of PostgreSQL all sessions are gone, though their holders may live and
# come back to note what they sent: they get 5 s for it.
CREATE = """
CREATE FUNCTION outbox_in_hand(until timestamptz, holder integer) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        until > clock_timestamp()
        AND (EXISTS (SELECT FROM pg_stat_get_activity(holder))
             OR (until - interval '60 seconds' < pg_postmaster_start_time()
                 AND clock_timestamp() < pg_postmaster_start_time() + interval '5 seconds')),
        false)
$$
"""
DROP = "DROP FUNCTION outbox_in_hand(timestamptz, integer)"


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_outbox")]
    operations = [migrations.RunSQL(CREATE, DROP)]
