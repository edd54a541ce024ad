package maestro.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What is measured in one go, on a stage of its own. */
interface Chapter {

    Findings measure(Stage stage) throws IOException, SQLException, InterruptedException, ExecutionException;

    /** The same in less time, if it can be. */
    default Chapter brief() {
        return this;
    }

    record Findings(List<Summary> summaries, List<Figure> figures) {}
}
