package maestro.participant;

import maestro.participant.Outcome.Effect;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The fence with a defect that can be chosen: what the conformance kit must find. */
class BuggyFences extends FenceRepository {

    enum Bug {
        NO_TOMBSTONE("an undo before its do leaves a tombstone"),
        LATE_DO_CARRIED_OUT("a late do is refused"),
        DO_NOT_REPLAYED("a repeated do is answered word for word"),
        ID_REUSE_ACCEPTED("the same id with other content is refused"),
        REFUSAL_NOT_RECORDED("a refusal is recorded and repeated"),
        UNDO_NOT_RECORDED("a repeated undo is answered the same");

        final String check;

        Bug(String check) {
            this.check = check;
        }
    }

    private final JdbcClient jdbc;
    private volatile @Nullable Bug bug;

    BuggyFences(JdbcClient jdbc, String service) {
        super(jdbc, service);
        this.jdbc = jdbc;
    }

    void plant(@Nullable Bug planted) {
        this.bug = planted;
    }

    @Override
    boolean open(String id, String fingerprint) {
        switch (bug) {
            case LATE_DO_CARRIED_OUT -> update("delete from fence where purchase = :id and state = 'UNDONE'", id);
            case DO_NOT_REPLAYED -> update("delete from fence where purchase = :id and state = 'DONE'", id);
            case ID_REUSE_ACCEPTED ->
                jdbc.sql("update fence set fingerprint = :fingerprint where purchase = :id")
                        .param("fingerprint", fingerprint)
                        .param("id", id)
                        .update();
            case null, default -> {}
        }
        return super.open(id, fingerprint);
    }

    @Override
    boolean entomb(String id) {
        boolean first = super.entomb(id);
        if (first && bug == Bug.NO_TOMBSTONE) {
            update("delete from fence where purchase = :id", id);
        }
        return first;
    }

    @Override
    void refused(String id, Refusal refusal) {
        if (bug == Bug.REFUSAL_NOT_RECORDED) {
            update("delete from fence where purchase = :id", id);
        } else {
            super.refused(id, refusal);
        }
    }

    @Override
    Effect undone(String id, Effect effect) {
        return bug == Bug.UNDO_NOT_RECORDED ? effect : super.undone(id, effect);
    }

    private void update(String sql, String id) {
        jdbc.sql(sql).param("id", id).update();
    }
}
