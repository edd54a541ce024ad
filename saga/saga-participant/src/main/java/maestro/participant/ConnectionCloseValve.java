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

/** Closes the connection of a request that asked for it, without a byte of reply. */
class ConnectionCutter extends ValveBase {

    private static final String CUT = ConnectionCutter.class.getName();

    ConnectionCutter() {
        super(true);
    }

    /** Marks the current request. The null is for the controller to return: then nothing is written. */
    static @Nullable ResponseEntity<?> cut() {
        RequestContextHolder.currentRequestAttributes().setAttribute(CUT, true, RequestAttributes.SCOPE_REQUEST);
        return null;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(CUT) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
