-- Writes a batch of the journal in one round trip and one transaction: new sagas, then transitions with their events.
-- One parameter per column. Returns the positions of the records that took effect, counted from 1, new sagas first.
--
-- The rows are written one by one in the caller's order, so that callers that write the same rows do not deadlock. Each
-- statement finds its row by the primary key. The plan of a statement for all rows would depend on the planner's
-- statistics, which are wrong for a table that was empty when they were taken.

create or replace function write_group(
    new_id text[], new_epoch int[], new_owner text[], new_status text[], new_seq int[], new_flow text[],
    new_flow_version int[], new_customer text[], new_purchase text[], new_key text[], new_fingerprint text[],
    new_created_at timestamptz[],
    to_epoch int[], to_owner text[], to_status text[], to_seq int[], to_needs_attention boolean[], to_reason text[],
    to_finished_at timestamptz[], from_id text[], from_epoch int[], from_status text[], from_seq int[],
    event_seq int[], event_chunk text[])
returns setof int
language plpgsql
as $$
declare
    new record;
    move record;
begin
    for new in select * from unnest(new_id, new_epoch, new_owner, new_status, new_seq, new_flow, new_flow_version,
            new_customer, new_purchase, new_key, new_fingerprint, new_created_at)
        with ordinality as t(id, epoch, owner, status, seq, flow, flow_version, customer, purchase, key, fingerprint,
            created_at, position)
    loop
        insert into saga (id, epoch, owner, status, seq, needs_attention, reason, flow, flow_version, customer,
            purchase, idempotency_key, fingerprint, created_at, finished_at)
        values (new.id, new.epoch, new.owner, new.status, new.seq, false, null, new.flow, new.flow_version,
            new.customer, new.purchase, new.key, new.fingerprint, new.created_at, null)
        on conflict do nothing;
        if found then
            return next new.position;
        end if;
    end loop;

    for move in select * from unnest(to_epoch, to_owner, to_status, to_seq, to_needs_attention, to_reason,
            to_finished_at, from_id, from_epoch, from_status, from_seq, event_seq, event_chunk)
        with ordinality as t(epoch, owner, status, seq, needs_attention, reason, finished_at, id, from_epoch,
            from_status, from_seq, event_seq, events, position)
    loop
        update saga
        set epoch = move.epoch, owner = move.owner, status = move.status, seq = move.seq,
            needs_attention = move.needs_attention, reason = move.reason, finished_at = move.finished_at
        where id = move.id and epoch = move.from_epoch and status = move.from_status and seq = move.from_seq;
        if found then
            if move.events is not null then
                insert into history (saga, seq, events) values (move.id, move.event_seq, move.events);
            end if;
            return next cardinality(new_id) + move.position;
        end if;
    end loop;
end
$$;
