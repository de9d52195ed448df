package dev.gatehouse.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** A real disk that never waits until bytes are on it: to make large logs quickly. */
final class UnforcedDisk implements Disk {

  private final Disk real = RealDisk.INSTANCE;
  private final Runnable instead;

  UnforcedDisk() {
    this(() -> {});
  }

  /**
   * @param instead is done instead of waiting
   */
  UnforcedDisk(Runnable instead) {
    this.instead = instead;
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    real.createFolder(folder);
  }

  @Override
  public boolean exists(Path file) throws IOException {
    return real.exists(file);
  }

  @Override
  public List<String> names(Path folder) throws IOException {
    return real.names(folder);
  }

  @Override
  public byte[] read(Path file) throws IOException {
    return real.read(file);
  }

  @Override
  public void writeWhole(Path file, byte[] bytes) throws IOException {
    real.writeWhole(file, bytes);
  }

  @Override
  public void delete(Path file) throws IOException {
    real.delete(file);
  }

  @Override
  public Open open(Path file) throws IOException {
    Open opened = real.open(file);
    return new Open() {
      @Override
      public long size() throws IOException {
        return opened.size();
      }

      @Override
      public int read(ByteBuffer into, long at) throws IOException {
        return opened.read(into, at);
      }

      @Override
      public int write(ByteBuffer from, long at) throws IOException {
        return opened.write(from, at);
      }

      @Override
      public void truncate(long size) throws IOException {
        opened.truncate(size);
      }

      @Override
      public void force() {
        instead.run();
      }

      @Override
      public Closeable lock() throws IOException {
        return opened.lock();
      }

      @Override
      public void close() throws IOException {
        opened.close();
      }
    };
  }
}
