from django.db import migrations

# Rows are sealed when their transaction commits, not when they are written: the lock on the head of a
# chain is then always the last one taken, and two acts in one help desk cannot wait for each other in a ring.
# A row without a seal that this transaction can see is its own, because everybody seals before committing.
SEAL = """
CREATE FUNCTION audit_seal_of(r audit_record, place bigint, before text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(concat_ws('|',
        before, place, r.id, r.chain, r.kind, coalesce(r.by_id::text, '-'), r.subject_id,
        (extract(epoch FROM r.at) * 1000000)::bigint, r.data::text), 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_seal() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    r audit_record;
    h audit_head;
    link text;
BEGIN
    FOR r IN SELECT * FROM audit_record WHERE seal = '' ORDER BY chain, id LOOP
        INSERT INTO audit_head (chain, number, seal) VALUES (r.chain, 0, '') ON CONFLICT DO NOTHING;
        SELECT * INTO h FROM audit_head WHERE chain = r.chain FOR UPDATE;
        link := audit_seal_of(r, h.number + 1, h.seal);
        UPDATE audit_record SET number = h.number + 1, previous = h.seal, seal = link WHERE id = r.id;
        UPDATE audit_head SET number = h.number + 1, seal = link WHERE chain = r.chain;
    END LOOP;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_seal AFTER INSERT ON audit_record
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_seal();
"""

# TRUNCATE is let through in a test database alone, which Django empties between tests.
REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.seal = '' AND NEW.seal <> ''
       AND (OLD.id, OLD.chain, OLD.kind, OLD.subject_id, OLD.data, OLD.at)
         = (NEW.id, NEW.chain, NEW.kind, NEW.subject_id, NEW.data, NEW.at)
       AND OLD.by_id IS NOT DISTINCT FROM NEW.by_id THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The audit record only grows' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_refuse BEFORE UPDATE OR DELETE ON audit_record
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_refuse_truncate BEFORE TRUNCATE ON audit_record
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""

BACK = """
DROP TRIGGER audit_refuse_truncate ON audit_record;
DROP TRIGGER audit_refuse ON audit_record;
DROP TRIGGER audit_seal ON audit_record;
DROP FUNCTION audit_refuse();
DROP FUNCTION audit_seal();
DROP FUNCTION audit_seal_of(audit_record, bigint, text);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_audit")]
    operations = [migrations.RunSQL(SEAL + REFUSE, BACK)]
