namespace MySqlOps.Engine.Tests.Load.Files;

/// <summary>A stream that gives its content in pieces of at most some size, as a network or a pipe does.</summary>
internal sealed class SlowStream(byte[] content, int piece) : MemoryStream(content)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
}
