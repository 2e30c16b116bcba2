package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.kit.problem.Problem;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

  private record Page(List<String> items, @Nullable String next) {}

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 501, Integer.MAX_VALUE})
  void limitOutOfBoundsIsRefused(int limit) {
    assertThatThrownBy(() -> Paging.of(null, limit))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("between 1 and 500");
  }

  @Test
  void oneRowMoreThanAPageTellsThatThereIsAnother() {
    var paging = Paging.of(null, 2);
    assertThat(paging.rows()).isEqualTo(3);
    assertThat(page(paging, List.of("a", "b", "c"))).isEqualTo(new Page(List.of("a", "b"), "b"));
    assertThat(page(paging, List.of("a", "b"))).isEqualTo(new Page(List.of("a", "b"), null));
    assertThat(page(paging, List.of())).isEqualTo(new Page(List.of(), null));
  }

  private static Page page(Paging paging, List<String> found) {
    return paging.page(found, Function.identity(), Page::new);
  }
}
