package maestro.saga.journal.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Filter;
import maestro.saga.state.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The SQL of one page of the list. Each part of the statement reads one index: {@code id}, {@code (customer, id)} or
 * {@code (status, id)}. With one statement for all filters the plan would depend on the database's statistics.
 */
final class PageQuery {

    private final Filter filter;
    private final boolean isId;
    private final List<Status> statuses;

    /** @param isId whether the filter's text is the id of a saga rather than a customer */
    PageQuery(Filter filter, boolean isId) {
        this.filter = filter;
        this.isId = isId;
        this.statuses = filter.statuses().isEmpty() && Boolean.TRUE.equals(filter.needsAttention())
                ? Status.OPEN
                : filter.statuses();
    }

    StatementSpec on(JdbcClient jdbc, String select) {
        StatementSpec query = jdbc.sql(sql(select))
                .param("needsAttention", filter.needsAttention())
                .param("text", filter.text())
                .param("reason", filter.reason())
                .param("after", filter.after())
                .param("limit", filter.limit())
                .param("statuses", statuses.stream().map(Status::name).toList());
        for (int i = 0; i < statuses.size(); i++) {
            query = query.param("status" + i, statuses.get(i).name());
        }
        return query;
    }

    private String sql(String select) {
        if (statuses.isEmpty()) {
            return part(select, conditions());
        }
        if (filter.text() != null) {
            return part(select, conditions("status in (:statuses)"));
        }
        String parts = IntStream.range(0, statuses.size())
                .mapToObj(i -> "(" + part(select, conditions("status = :status" + i)) + ")")
                .collect(Collectors.joining(" union all "));
        return "select * from (" + parts + ") parts order by id desc limit :limit";
    }

    private static String part(String select, List<String> conditions) {
        String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        return select + where + " order by id desc limit :limit";
    }

    private List<String> conditions(String... more) {
        var conditions = new ArrayList<>(List.of(more));
        if (filter.needsAttention() != null) {
            conditions.add("needs_attention = :needsAttention");
        }
        if (filter.text() != null) {
            conditions.add(isId ? "id = :text" : "customer = :text");
        }
        if (filter.reason() != null) {
            conditions.add("position(lower(:reason) in lower(reason)) > 0");
        }
        if (filter.after() != null) {
            conditions.add("id < :after");
        }
        return conditions;
    }
}
