package dev.sequitur.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.sequitur.kit.kafka.Faults;
import dev.sequitur.kit.trace.TraceContext;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Every exception that leaves a resource becomes problem+json; no internal text leaves in a 5xx.
 */
class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private final TraceContext trace;

  ProblemMappers(TraceContext trace) {
    this.trace = trace;
  }

  @ServerExceptionMapper
  Response problem(Problem problem) {
    return response(problem.code(), problem.detail(), problem.errors());
  }

  @ServerExceptionMapper
  Response json(JsonProcessingException e) {
    var place = e.getLocation();
    var where =
        place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    return response(
        CommonProblem.MALFORMED_REQUEST,
        "The body is not the JSON expected" + where + ".",
        List.of());
  }

  /** Quarkus has a mapper of its own for this one, which says nothing. */
  @ServerExceptionMapper
  Response mismatch(MismatchedInputException e) {
    return json(e);
  }

  @ServerExceptionMapper
  Response web(WebApplicationException e) {
    // Jackson's failures arrive wrapped in a bare 400.
    if (e.getCause() instanceof JsonProcessingException cause) {
      return json(cause);
    }
    // A parameter that cannot be converted arrives as a 404 with a cause.
    if (e instanceof NotFoundException && e.getCause() != null) {
      return response(CommonProblem.MALFORMED_REQUEST, "A parameter has a wrong form.", List.of());
    }
    var code = CommonProblem.ofStatus(e.getResponse().getStatus());
    return response(code, code.title(), List.of());
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  Response unauthenticated(SecurityException e) {
    return response(
        CommonProblem.UNAUTHENTICATED, CommonProblem.UNAUTHENTICATED.title(), List.of());
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e) {
    return response(CommonProblem.FORBIDDEN, CommonProblem.FORBIDDEN.title(), List.of());
  }

  @ServerExceptionMapper
  Response fault(Throwable fault) {
    if (Faults.isTransient(fault)) {
      LOG.warnf("a request could not be served now [%s]: %s", trace.traceId(), fault.toString());
      return response(CommonProblem.UNAVAILABLE, CommonProblem.UNAVAILABLE.title(), List.of());
    }
    LOG.errorf(fault, "a request failed [%s]", trace.traceId());
    return response(CommonProblem.INTERNAL_ERROR, CommonProblem.INTERNAL_ERROR.title(), List.of());
  }

  private Response response(ProblemCode code, String detail, List<Violation> errors) {
    var response =
        Response.status(code.status())
            .type(ProblemDocument.MEDIA_TYPE)
            .entity(ProblemDocument.of(code, detail, trace.traceId(), errors));
    if (code.status() == CommonProblem.UNAVAILABLE.status()
        || code.status() == CommonProblem.TOO_MANY_REQUESTS.status()) {
      response.header(HttpHeaders.RETRY_AFTER, "1");
    }
    if (code.status() == CommonProblem.UNAUTHENTICATED.status()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return response.build();
  }
}
