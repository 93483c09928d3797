namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>Bytes that come in order, and are read once.</summary>
internal interface IByteSource
{
    /// <summary>Takes what has come, and waits for something when nothing has.</summary>
    /// <returns>How many bytes; 0 at the end.</returns>
    int Read(Span<byte> buffer);
}
