package stoa.base.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final int MUCH = 8 << 20;

  private final Allocation allocation = new Allocation();

  @Test
  void whatIsAllocatedIsCountedAtOnce() {
    double before = bytes();
    byte[] much = new byte[MUCH];
    assertThat(bytes() - before).isGreaterThanOrEqualTo(much.length);
  }

  private double bytes() {
    return allocation.collect().getFirst().samples.getFirst().value;
  }
}
