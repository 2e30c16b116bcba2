package dev.sequitur.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class IdsPropertyTest {

  @Property(tries = 2_000)
  void differentFieldsNeverMakeOneId(
      @ForAll @Size(min = 1, max = 4) List<String> one,
      @ForAll @Size(min = 1, max = 4) List<String> other) {
    Assume.that(!one.equals(other));
    // Lone surrogates have no UTF-8 form of their own.
    Assume.that(encodable(one) && encodable(other));
    assertThat(Ids.derive(one.toArray(String[]::new)))
        .isNotEqualTo(Ids.derive(other.toArray(String[]::new)));
  }

  @Property(tries = 2_000)
  void movingTextBetweenFieldsMakesAnotherId(@ForAll String text, @ForAll String more) {
    Assume.that(!more.isEmpty() && encodable(List.of(text, more)));
    assertThat(Ids.derive(text + more, "")).isNotEqualTo(Ids.derive(text, more));
  }

  @Property(tries = 500)
  void theSameFieldsMakeTheSameId(@ForAll @Size(min = 1, max = 4) List<String> fields) {
    var array = fields.toArray(String[]::new);
    assertThat(Ids.derive(array)).isEqualTo(Ids.derive(array));
  }

  private static boolean encodable(List<String> texts) {
    return texts.stream().allMatch(java.nio.charset.StandardCharsets.UTF_8.newEncoder()::canEncode);
  }
}
