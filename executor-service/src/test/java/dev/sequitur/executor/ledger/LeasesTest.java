package dev.sequitur.executor.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeasesTest {

  private static final UUID LEASE = new UUID(1, 0);
  private static final UUID OTHER_LEASE = new UUID(2, 0);
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private static final UUID C = new UUID(0, 3);

  private final Leases leases = new Leases();

  @Test
  void leaseIsOverWithTheLastThatBeganUnderIt() {
    leases.begun(lease(LEASE, A, B));

    assertThat(leases.overWith(List.of(A))).isEmpty();
    leases.ended(List.of(A));
    assertThat(leases.overWith(List.of(B))).containsExactly(LEASE);
  }

  @Test
  void oneBatchOfEndingsMayEndSeveralLeases() {
    leases.begun(lease(LEASE, A, B));
    leases.begun(lease(OTHER_LEASE, C));

    assertThat(leases.overWith(List.of(C, B, A))).containsExactlyInAnyOrder(LEASE, OTHER_LEASE);
    assertThat(leases.overWith(List.of(C, B))).containsExactly(OTHER_LEASE);
  }

  @Test
  void endingsThatWereNotWrittenEndNoLease() {
    leases.begun(lease(LEASE, A, B));

    // The transaction of both failed, and only one comes again.
    leases.overWith(List.of(A, B));
    assertThat(leases.overWith(List.of(A))).isEmpty();
  }

  @Test
  void whatBeganUnderNoLeaseOfThisReplicaIsNothingToIt() {
    assertThat(leases.overWith(List.of(A))).isEmpty();
    leases.ended(List.of(A));
    leases.begun(lease(LEASE, B));
    assertThat(leases.overWith(List.of(A, B))).containsExactly(LEASE);
  }

  private static Lease lease(UUID id, UUID... commands) {
    return new Lease(id, "default", Duration.ofSeconds(45), List.of(commands));
  }
}
