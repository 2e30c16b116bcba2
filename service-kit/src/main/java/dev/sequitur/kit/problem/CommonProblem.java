package dev.sequitur.kit.problem;

/** Problems that every service can answer with. */
public enum CommonProblem implements ProblemCode {
  MALFORMED_REQUEST(400, "The request cannot be read."),
  VALIDATION_FAILED(422, "The document has errors."),
  UNAUTHENTICATED(401, "Who is asking is not known."),
  FORBIDDEN(403, "This is not permitted to you."),
  NOT_FOUND(404, "There is no such thing here."),
  METHOD_NOT_ALLOWED(405, "This cannot be done with it."),
  NOT_ACCEPTABLE(406, "None of the accepted formats can be given."),
  CONFLICT(409, "It is not in a state that allows this."),
  PRECONDITION_FAILED(412, "It was changed since you read it."),
  PAYLOAD_TOO_LARGE(413, "The request is too large."),
  UNSUPPORTED_MEDIA_TYPE(415, "The request's format is not understood."),
  TOO_MANY_REQUESTS(429, "Too many requests."),
  INTERNAL_ERROR(500, "Something failed on our side."),
  UNAVAILABLE(503, "It cannot be done right now; try again.");

  private final int status;
  private final String title;

  CommonProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }

  /** The problem that stands for a bare HTTP status. */
  public static CommonProblem ofStatus(int status) {
    for (var problem : values()) {
      if (problem.status == status) {
        return problem;
      }
    }
    return status >= 500 ? INTERNAL_ERROR : MALFORMED_REQUEST;
  }
}
