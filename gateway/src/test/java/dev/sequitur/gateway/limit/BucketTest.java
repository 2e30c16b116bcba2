package dev.sequitur.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void aFullBucketGivesItsBurstAndThenItsRate() {
    var bucket = new Bucket(10, 2 * SECOND, 0);
    assertThat(taken(bucket, 0, 100)).isEqualTo(20);
    assertThat(taken(bucket, SECOND, 100)).isEqualTo(10);
    assertThat(taken(bucket, 100 * SECOND, 100)).isEqualTo(20);
  }

  @Test
  void whoIsRefusedIsToldExactlyHowLongToWait() {
    var bucket = new Bucket(10, SECOND, 0);
    assertThat(taken(bucket, 0, 10)).isEqualTo(10);
    var wait = bucket.take(0);
    assertThat(wait).isPositive();
    assertThat(bucket.take(wait - 1)).isPositive();
    assertThat(bucket.take(wait)).isZero();
  }

  @Test
  void aRefusalCostsNoToken() {
    var bucket = new Bucket(1, SECOND, 0);
    assertThat(bucket.take(0)).isZero();
    for (var i = 0; i < 1_000; i++) {
      assertThat(bucket.take(SECOND - 1)).isPositive();
    }
    assertThat(bucket.take(SECOND)).isZero();
  }

  @Test
  void whateverTheTimesNoMoreThanBurstAndRateIsGiven() {
    for (var seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var rate = 1 + random.nextInt(1_000);
      // Also across the point where the clock overflows.
      var begin = random.nextBoolean() ? 0 : Long.MAX_VALUE - SECOND / 2;
      var bucket = new Bucket(rate, SECOND, begin);
      var now = begin;
      var given = 0L;
      for (var i = 0; i < 5_000; i++) {
        now += random.nextInt(1 + (int) (SECOND / rate));
        given += bucket.take(now) == 0 ? 1 : 0;
      }
      var allowed = rate + (double) (now - begin) * rate / SECOND + 1;
      assertThat((double) given).as("seed " + seed).isLessThanOrEqualTo(allowed * 1.001);
      assertThat((double) given).as("seed " + seed).isGreaterThan(Math.min(2_000, allowed * 0.5));
    }
  }

  @Test
  void manyThreadsTakeNoMoreThanOne() throws InterruptedException {
    var bucket = new Bucket(1_000, SECOND, 0);
    try (var threads = Executors.newFixedThreadPool(4)) {
      var counts =
          IntStream.range(0, 4)
              .mapToObj(_ -> threads.submit(() -> taken(bucket, 0, 1_000)))
              .toList();
      threads.shutdown();
      assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
      assertThat(counts.stream().mapToInt(Future::resultNow).sum()).isEqualTo(1_000);
    }
  }

  @Test
  void namesThatAreMadeUpTakeNoMemoryAndNoOthersTokens() {
    var buckets = new Buckets(10, SECOND, 0);
    assertThat(buckets.take("quiet", 0)).isZero();
    for (var i = 0; i < 3 * Buckets.MOST; i++) {
      buckets.take("made-up-" + i, 0);
    }
    assertThat(buckets.size()).isEqualTo(Buckets.MOST);
    assertThat(buckets.take("one-more", 0)).isPositive();
    assertThat(buckets.take("quiet", 0)).isZero();
    buckets.forgetFull(SECOND);
    assertThat(buckets.size()).isZero();
    assertThat(buckets.take("one-more", SECOND)).isZero();
  }

  @Test
  void aRateOfZeroIsNoLimit() {
    var buckets = new Buckets(0, SECOND, 0);
    for (var i = 0; i < 1_000; i++) {
      assertThat(buckets.take("any", 0)).isZero();
    }
  }

  private static int taken(Bucket bucket, long now, int tries) {
    var taken = 0;
    for (var i = 0; i < tries; i++) {
      taken += bucket.take(now) == 0 ? 1 : 0;
    }
    return taken;
  }
}
