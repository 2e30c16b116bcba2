package dev.sequitur.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMarkTest {

  private static final String AFTER_NAME =
      " 1 4712 4712 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 9 0 987654 1 2 3";

  @Test
  void theStartIsFoundBehindANameWithBlanksAndParentheses() {
    assertThat(ProcessMark.parseStat("4712 (a (strange) name) S" + AFTER_NAME)).contains("987654");
  }

  @Test
  void aZombieDoesNotRun() {
    assertThat(ProcessMark.parseStat("4712 (java) Z" + AFTER_NAME)).isEmpty();
  }

  @Test
  void thisProcessRunsAndOneThatStartedAtAnotherTimeDoesNot() {
    long pid = ProcessHandle.current().pid();
    ProcessMark mark = ProcessMark.of(pid).orElseThrow();

    assertThat(mark.alive()).isTrue();
    assertThat(new ProcessMark(pid, mark.start() + "0").alive()).isFalse();
  }
}
