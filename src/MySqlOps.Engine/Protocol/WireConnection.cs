using System.Text;

namespace MySqlOps.Engine.Protocol;

/// <summary>
/// A logged-in connection on which statements run one after another: text results as raw cells, and uploads for LOAD DATA LOCAL INFILE; other commands are answered to whoever sends them.
/// </summary>
/// <remarks>It blocks its thread while it waits for the server; only the sink and the content are awaited.</remarks>
internal sealed class WireConnection : IDisposable
{
    private const byte QueryCommand = 0x03;
    private const byte QuitCommand = 0x01;
    private const int UploadLength = 512 * 1024;

    private readonly PacketChannel _channel;
    private readonly bool _endsWithOk;

    private WireConnection(PacketChannel channel, uint connectionId, Capabilities agreed)
    {
        _channel = channel;
        ConnectionId = connectionId;
        _endsWithOk = agreed.HasFlag(Capabilities.DeprecateEof);
    }

    /// <summary>The lower 32 bits of the server's id of this connection.</summary>
    public uint ConnectionId { get; }

    /// <summary>Logs in over a connected stream.</summary>
    /// <param name="stream">The stream, which the connection owns from now on.</param>
    /// <param name="account">Who logs in.</param>
    /// <param name="tls">How to use TLS; null for not at all.</param>
    /// <param name="isPrivateLine">True when nobody can listen on the stream itself, as on a Unix socket.</param>
    public static WireConnection Open(Stream stream, WireAccount account, WireTls? tls, bool isPrivateLine)
    {
        var channel = new PacketChannel(stream);
        try
        {
            var (greeting, agreed) = new WireLogin(channel, account, tls, isPrivateLine).Run();
            return new WireConnection(channel, greeting.ConnectionId, agreed);
        }
        catch
        {
            channel.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement and hands the rows of its results to a sink; an upload that the server asks for is answered with the content.</summary>
    /// <param name="sql">The statement, in the session's character set.</param>
    /// <param name="sink">Takes the rows; null drops them.</param>
    /// <param name="content">What a LOAD DATA LOCAL INFILE loads; null when the statement is none. A server that asks all the same gets nothing.</param>
    /// <param name="cancellationToken">Only for the sink and the content. The network is read on until the server ends the statement, or somebody kills it or aborts the connection.</param>
    /// <returns>What the server says at the end of the last result; affected rows are summed.</returns>
    /// <exception cref="WireException">The server refused the statement.</exception>
    public async Task<StatementOutcome> RunAsync(ReadOnlyMemory<byte> sql, IRowSink? sink, Stream? content, CancellationToken cancellationToken)
    {
        _channel.BeginCommand();
        Send(sql.Span);
        var affected = 0L;
        while (true)
        {
            var (outcome, hasMore) = await ReadResultAsync(sink, content, cancellationToken).ConfigureAwait(false);
            affected += outcome.AffectedRows;
            if (!hasMore)
                return outcome with { AffectedRows = affected };
        }
    }

    /// <summary>Sends a command that is no statement, and hands the connection over to whoever reads the answer.</summary>
    /// <param name="command">The command's packet.</param>
    /// <param name="read">Reads the answer. When it leaves a part of it unread, the connection is of no more use.</param>
    public async Task<T> CommandAsync<T>(ReadOnlyMemory<byte> command, Func<PacketChannel, Task<T>> read)
    {
        _channel.BeginCommand();
        _channel.Write(command.Span);
        return await read(_channel).ConfigureAwait(false);
    }

    /// <summary>Says goodbye, so that the server does not count an aborted connection, and closes. It blocks as long as a server that hangs lets it.</summary>
    public void Dispose()
    {
        try
        {
            _channel.BeginCommand();
            _channel.Write([QuitCommand]);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or NotSupportedException or InvalidOperationException)
        {
            // The connection is gone: closing it is all that is left.
        }

        Abort();
    }

    /// <summary>Closes the connection without a word, whatever it is doing; a thread that waits in it wakes up with an error.</summary>
    public void Abort() => _channel.Dispose();

    private void Send(ReadOnlySpan<byte> sql)
    {
        var payload = new byte[sql.Length + 1];
        payload[0] = QueryCommand;
        sql.CopyTo(payload.AsSpan(1));
        _channel.Write(payload);
    }

    private async Task<(StatementOutcome Outcome, bool HasMore)> ReadResultAsync(IRowSink? sink, Stream? content, CancellationToken cancellationToken)
    {
        var columns = ReadStart(out var outcome, out var hasMore);
        if (outcome is not null)
            return (outcome, hasMore);
        if (columns > 0)
            return await new RowReader(_channel, _endsWithOk).ReadAsync(columns, sink ?? DroppedRows.Instance, cancellationToken).ConfigureAwait(false);
        await UploadAsync(content, cancellationToken).ConfigureAwait(false);
        return await ReadResultAsync(sink, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the packet that starts a result.</summary>
    /// <returns>The number of columns; 0 with no outcome when the server asks for a file.</returns>
    private int ReadStart(out StatementOutcome? outcome, out bool hasMore)
    {
        outcome = null;
        hasMore = false;
        var packet = _channel.Read();
        switch (packet is [var first, ..] ? first : ResponsePackets.Error)
        {
            case ResponsePackets.Ok:
                outcome = ResponsePackets.ReadOk(packet, out hasMore);
                return 0;
            case ResponsePackets.Error:
                throw ResponsePackets.ReadError(packet);
            case ResponsePackets.LocalFile:
                return 0;
            default:
                return checked((int)ReadCount(packet));
        }
    }

    private static long ReadCount(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        return reader.Length();
    }

    private async Task UploadAsync(Stream? content, CancellationToken cancellationToken)
    {
        var packet = new byte[PacketChannel.HeaderLength + UploadLength];
        Exception? broken = null;
        while (content is not null)
        {
            int read;
            try
            {
                read = await content.ReadAtLeastAsync(packet.AsMemory(PacketChannel.HeaderLength), UploadLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                broken = e;
                break;
            }

            if (read == 0)
                break;
            _channel.WriteFramed(packet.AsSpan(0, PacketChannel.HeaderLength + read));
        }

        // The server takes what came so far for the whole content; only closing the connection makes sure that it does not commit it.
        if (broken is not null)
        {
            Abort();
            throw new UploadBrokenException(broken);
        }

        _channel.WriteFramed(packet.AsSpan(0, PacketChannel.HeaderLength));
    }

    /// <summary>A text as a statement's bytes.</summary>
    public static byte[] Encode(string sql) => Encoding.UTF8.GetBytes(sql);
}
