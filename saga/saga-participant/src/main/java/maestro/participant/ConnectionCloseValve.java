package maestro.participant;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Closes the connection of a marked request without a response. */
class ConnectionCloseValve extends ValveBase {

    private static final String CLOSE = ConnectionCloseValve.class.getName();

    ConnectionCloseValve() {
        super(true);
    }

    /** Marks the current request and returns null. The controller returns the null, so that nothing is written. */
    static @Nullable ResponseEntity<?> closeConnection() {
        RequestContextHolder.currentRequestAttributes().setAttribute(CLOSE, true, RequestAttributes.SCOPE_REQUEST);
        return null;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(CLOSE) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
