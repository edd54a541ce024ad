package maestro.participant;

import maestro.participant.Outcome.Effect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A fence with a selectable defect, which the conformance kit must detect. */
class BrokenFenceRepository extends FenceRepository {

    /** The defects, with the check that detects each. */
    enum Defect {
        NO_TOMBSTONE("an undo before its do leaves a tombstone"),
        LATE_DO_CARRIED_OUT("a do after the undo is refused"),
        DO_NOT_REPLAYED("a repeated do returns the same response"),
        ID_REUSE_ACCEPTED("the same id with other content is refused"),
        REFUSAL_NOT_RECORDED("a refusal is recorded and repeated"),
        UNDO_NOT_RECORDED("a repeated undo returns the same response");

        final String check;

        Defect(String check) {
            this.check = check;
        }
    }

    private final JdbcClient jdbc;
    private volatile @Nullable Defect defect;

    BrokenFenceRepository(JdbcClient jdbc, String service) {
        super(jdbc, service);
        this.jdbc = jdbc;
    }

    void select(@Nullable Defect selected) {
        this.defect = selected;
    }

    @Override
    boolean insertDone(String id, String fingerprint) {
        switch (defect) {
            case LATE_DO_CARRIED_OUT -> update("delete from fence where purchase = :id and state = 'UNDONE'", id);
            case DO_NOT_REPLAYED -> update("delete from fence where purchase = :id and state = 'DONE'", id);
            case ID_REUSE_ACCEPTED ->
                jdbc.sql("update fence set fingerprint = :fingerprint where purchase = :id")
                        .param("fingerprint", fingerprint)
                        .param("id", id)
                        .update();
            case null, default -> {}
        }
        return super.insertDone(id, fingerprint);
    }

    @Override
    boolean insertTombstone(String id) {
        boolean inserted = super.insertTombstone(id);
        if (inserted && defect == Defect.NO_TOMBSTONE) {
            update("delete from fence where purchase = :id", id);
        }
        return inserted;
    }

    @Override
    void setRefused(String id, Refusal refusal) {
        if (defect == Defect.REFUSAL_NOT_RECORDED) {
            update("delete from fence where purchase = :id", id);
        } else {
            super.setRefused(id, refusal);
        }
    }

    @Override
    Effect setUndone(String id, Effect effect) {
        return defect == Defect.UNDO_NOT_RECORDED ? effect : super.setUndone(id, effect);
    }

    private void update(String sql, String id) {
        jdbc.sql(sql).param("id", id).update();
    }
}
