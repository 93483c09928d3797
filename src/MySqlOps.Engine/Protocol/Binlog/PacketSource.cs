namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>The payload of one message, over as many packets as it takes; nothing of it is kept.</summary>
internal sealed class PacketSource(PacketChannel channel) : IByteSource
{
    private int _left;
    private bool _continues;

    /// <summary>Goes to the next message.</summary>
    /// <returns>The length of its first packet, which is the message's when it is shorter than the longest.</returns>
    public int Next()
    {
        _left = channel.TakeHeader();
        _continues = _left == PacketChannel.LongestPayload;
        return _left;
    }

    /// <inheritdoc />
    public int Read(Span<byte> buffer)
    {
        while (_left == 0)
        {
            if (!_continues)
                return 0;
            Next();
        }

        if (channel.Available == 0)
            channel.Fill();
        var piece = channel.TakeAvailable(Math.Min(_left, buffer.Length));
        piece.CopyTo(buffer);
        _left -= piece.Length;
        return piece.Length;
    }
}
