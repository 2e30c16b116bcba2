package dev.sequitur.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.cli.Exit;
import dev.sequitur.cli.gateway.Answer;
import dev.sequitur.cli.gateway.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {

  @Test
  void problemIsToldWithEveryViolation() {
    var problem =
        Problem.of(
            new Answer(
                422,
                """
                {"title":"Not valid","detail":"Nothing was stored.","code":"VALIDATION_FAILED","traceId":"4bf9",
                 "errors":[{"pointer":"/0/kind","code":"MISSING","detail":"kind is required"},
                           {"pointer":"/0/spec/when","code":"EXPRESSION_INVALID","detail":"ends early","line":2,"column":5}]}
                """));
    var failure = Sentences.of(problem);
    assertThat(failure.exit()).isEqualTo(Exit.REFUSED);
    assertThat(failure)
        .hasMessage(
            """
            Not valid. Nothing was stored.
              /0/kind: kind is required (MISSING)
              /0/spec/when: ends early (line 2, column 5 of the text) (EXPRESSION_INVALID)
              (VALIDATION_FAILED, HTTP 422, trace 4bf9)""");
  }

  @ParameterizedTest
  @CsvSource({
    "400,3", "401,5", "403,5", "404,3", "409,3", "429,3", "500,3", "502,4", "503,4", "504,4"
  })
  void exitTellsWhoseMatterItIs(int status, int exit) {
    assertThat(Sentences.of(Problem.of(new Answer(status, "<html>"))).exit()).isEqualTo(exit);
  }

  @Test
  void gatewayThatSaysWhyIsReachable() {
    var answer = new Answer(503, "{\"title\":\"Later\",\"code\":\"UNAVAILABLE\"}");
    assertThat(Sentences.of(Problem.of(answer)).exit()).isEqualTo(Exit.REFUSED);
  }
}
