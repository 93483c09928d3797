using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Protocol.Binlog;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>Reads chosen transactions out of a server's binary logs. The server itself leaves the others out.</summary>
internal static class BinlogTransactionReader
{
    private const int QueueLength = 64;

    /// <summary>Reads them, in the order of the logs.</summary>
    /// <param name="server">The server.</param>
    /// <param name="executed">What it has executed.</param>
    /// <param name="wanted">What is looked for; nothing of it purged.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MySqlOpsException">Any Connect error; PrivilegeMissing; BinlogUnreadable; BinlogInvalid.</exception>
    public static async IAsyncEnumerable<BinlogTransaction> ReadAsync(MySqlServer server, GtidSet executed, GtidSet wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = Channel.CreateBounded<BinlogTransaction>(QueueLength);
        var work = DumpAsync(server, executed, wanted, queue.Writer, stop.Token);
        try
        {
            await foreach (var transaction in queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return transaction;
            await work.ConfigureAwait(false);
        }
        finally
        {
            // Whoever stops listening stops the work; nothing runs on unseen.
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task DumpAsync(MySqlServer server, GtidSet executed, GtidSet wanted, ChannelWriter<BinlogTransaction> output, CancellationToken cancellationToken)
    {
        try
        {
            var session = await DataSession.OpenAsync(server, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                await DumpAsync(session, executed, wanted, output, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            output.Complete();
        }
    }

    private static async Task DumpAsync(DataSession session, GtidSet executed, GtidSet wanted, ChannelWriter<BinlogTransaction> output, CancellationToken cancellationToken)
    {
        var open = new WantedGtids(wanted);
        var command = BinlogRequest.Make(GtidSetEncoding.Encode(executed.Subtract(wanted)));
        try
        {
            await session.ExecuteAsync(BinlogRequest.Prepare, cancellationToken).ConfigureAwait(false);
            await session.CommandAsync(
                command,
                async channel =>
                {
                    await new BinlogDump(channel, open.Contains).ReadAsync(TakeAsync).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            throw Explain(session.Server, e);
        }

        async ValueTask<bool> TakeAsync(BinlogTransaction transaction)
        {
            await output.WriteAsync(transaction, cancellationToken).ConfigureAwait(false);
            open.Find();
            return open.Left > 0;
        }
    }

    private static MySqlOpsException Explain(MySqlServer server, MySqlOpsException e) => e switch
    {
        { Id: ErrorId.PrivilegeMissing } or { ServerErrorNumber: ServerErrorNumber.AccessDenied } => e.Retell(
            ErrorId.PrivilegeMissing,
            $"{server}: the binary logs can't be read without the privilege REPLICATION SLAVE. Have it granted: GRANT REPLICATION SLAVE ON *.* TO the account {server.User}.",
            server),
        { ServerErrorNumber: ServerErrorNumber.BinaryLogUnreadable } => e.Retell(
            ErrorId.BinlogUnreadable,
            $"{server} can't send its binary logs (error {ServerErrorNumber.BinaryLogUnreadable}): {e.InnerException?.Message} Look at SHOW BINARY LOGS: a log may be missing, damaged, or encrypted with a key that the server has lost.",
            server),
        { InnerException: BinlogFormatException damage } => e.Retell(
            ErrorId.BinlogInvalid, $"A binary log of {server} can't be read: {damage.Message} Check the log with mysqlbinlog --verify-binlog-checksum.", server),
        _ => e,
    };
}
