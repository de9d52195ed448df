package dev.gatehouse.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A real disk on which one chosen call goes wrong: it fails, or the process dies in it, which no
 * later call survives. Not thread-safe.
 */
final class FaultyDisk implements Disk {

  /** What happens in the chosen call. */
  enum Fault {
    FAIL_BEFORE,
    FAIL_HALFWAY,
    FAIL_AFTER,
    DIE_BEFORE,
    DIE_HALFWAY,
    DIE_AFTER
  }

  /** The process died, as by kill -9. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Disk real = RealDisk.INSTANCE;
  private final int chosen;
  private final Fault fault;
  private int calls;
  private boolean dead;

  FaultyDisk(int chosen, Fault fault) {
    this.chosen = chosen;
    this.fault = fault;
  }

  /** Returns how many calls there were. */
  int calls() {
    return calls;
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T call(Call<T> half, Call<T> whole) throws IOException {
    if (dead) {
      throw new Died();
    }
    if (++calls != chosen) {
      return whole.run();
    }
    dead = fault.name().startsWith("DIE");
    if (fault == Fault.FAIL_HALFWAY || fault == Fault.DIE_HALFWAY) {
      half.run();
    } else if (fault == Fault.FAIL_AFTER || fault == Fault.DIE_AFTER) {
      whole.run();
    }
    if (dead) {
      throw new Died();
    }
    throw new IOException("No space left on device");
  }

  private <T> T call(Call<T> whole) throws IOException {
    return call(whole, whole);
  }

  private interface Deed {
    void run() throws IOException;
  }

  private void act(Deed deed) throws IOException {
    Boolean unused =
        call(
            () -> {
              deed.run();
              return true;
            });
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    act(() -> real.createFolder(folder));
  }

  @Override
  public boolean exists(Path file) throws IOException {
    return call(() -> real.exists(file));
  }

  @Override
  public List<String> names(Path folder) throws IOException {
    return call(() -> real.names(folder));
  }

  @Override
  public byte[] read(Path file) throws IOException {
    return call(() -> real.read(file));
  }

  @Override
  public void writeWhole(Path file, byte[] bytes) throws IOException {
    act(() -> real.writeWhole(file, bytes));
  }

  @Override
  public void delete(Path file) throws IOException {
    act(() -> real.delete(file));
  }

  @Override
  public Open open(Path file) throws IOException {
    return new FaultyFile(call(() -> real.open(file)));
  }

  private final class FaultyFile implements Open {
    private final Open file;

    FaultyFile(Open file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return call(file::size);
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
      return call(() -> file.read(into, at));
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
      return call(
          () -> file.write(from.slice(from.position(), from.remaining() / 2), at),
          () -> file.write(from, at));
    }

    @Override
    public void truncate(long size) throws IOException {
      act(() -> file.truncate(size));
    }

    @Override
    public void force() throws IOException {
      act(file::force);
    }

    @Override
    public Closeable lock() throws IOException {
      return call(file::lock);
    }

    // A process that dies closes its files and gives up its locks.
    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
