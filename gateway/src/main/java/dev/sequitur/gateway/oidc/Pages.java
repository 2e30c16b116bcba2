package dev.sequitur.gateway.oidc;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a browser is shown at the end of its way; without scripts, for none is allowed inline. */
final class Pages {

  private static final String HTML = "text/html;charset=UTF-8";

  private Pages() {}

  /**
   * Goes on by itself. A redirect would not do: it would belong to the issuer's navigation, and the
   * session's cookie, which is SameSite=Strict, would stay behind.
   */
  static Response.ResponseBuilder onward(String done, String target) {
    return Response.ok(
            """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Sequitur</title>
            <meta http-equiv="refresh" content="0; url=%1$s"></head>
            <body><p>%2$s <a href="%1$s">Go on</a></p></body>
            </html>
            """
                .formatted(escaped(target), escaped(done)))
        .type(HTML);
  }

  /** The problem as a page, to who reads pages. */
  static Response problem(Problem problem, @Nullable String accept) {
    if (accept == null || !accept.toLowerCase(Locale.ROOT).contains("text/html")) {
      throw problem;
    }
    var code = problem.code();
    var response = Response.status(code.status()).type(HTML).entity(text(problem));
    if (code.status() == CommonProblem.UNAVAILABLE.status()) {
      response.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return response.build();
  }

  private static String text(Problem problem) {
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Sequitur: that did not work</title>
    <link rel="stylesheet" href="/status.css"></head>
    <body><main><h1>That did not work</h1><p>%s</p><p>%s</p><p><code>%s</code></p>
    <p><a href="/">Back</a></p></main></body>
    </html>
    """
        .formatted(
            escaped(problem.code().title()),
            escaped(problem.detail()),
            escaped(problem.code().name()));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
