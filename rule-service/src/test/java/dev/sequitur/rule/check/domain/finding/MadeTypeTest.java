package dev.sequitur.rule.check.domain.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.rule.condition.domain.Truth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MadeTypeTest {

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "com.a.order, com.a.order, TRUE",
    "com.a.order, com.a.*, TRUE",
    "com.a.order, *, TRUE",
    "com.a.order, com.a.bill, FALSE",
    "com.a.order, com.a.order.*, FALSE",
    "com.ab.order, com.a.*, FALSE",
    "com.a.${body.kind}, com.a.order, UNTOLD",
    "com.a.${body.kind}, com.a.*, TRUE",
    "com.a.${body.kind}, com.a.b.*, UNTOLD",
    "com.a.${body.kind}, com.b.order, FALSE",
    "com.a.${body.kind}, com.b.*, FALSE",
    "${headers['ce_type']}, com.a.order, UNTOLD",
    "${headers['ce_type']}, com.a.*, UNTOLD",
    "${headers['ce_type']}, *, TRUE",
    "a$$b${body.kind}, a$bc, UNTOLD",
  })
  void whoHearsATypeIsToldAsFarAsItIsWritten(String template, String on, Truth heard) {
    assertThat(MadeType.of(template).isHeardBy(on)).isEqualTo(heard);
  }
}
