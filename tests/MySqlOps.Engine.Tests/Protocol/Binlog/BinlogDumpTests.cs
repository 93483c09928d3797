using System.Globalization;
using MySqlOps.Engine.Protocol;
using MySqlOps.Engine.Protocol.Binlog;

namespace MySqlOps.Engine.Tests.Protocol.Binlog;

/// <summary>What a real server sent is read to the row, and what is damaged gives an error of its own and nothing else.</summary>
public sealed class BinlogDumpTests
{
    private const string Server = "827cd88d-e6b1-11f1-a238-02fc00000001";

    [Fact]
    public async Task EveryTransactionIsToldWithItsTablesAndRows()
    {
        var found = await ReadAsync(RecordedDump.Bytes);
        string[] expected =
        [
            $"{Server}:1 | shop.orders +2 ~2 -1 |",
            $"{Server}:2 | shop.extra +2 ~0 -0 | CREATE TABLE `shop`.`extra` (",
            $"{Server}:3 |  | CREATE USER 'bob'@'localhost' IDENTIFIED WITH 'caching_sha2_password' AS",
            $"{Server}:fix:1 | shop.extra +1 ~0 -0, shop.orders +1 ~0 -0 |",
            $"{Server}:4 | shop.extra +3 ~0 -0 |",
            "22222222-2222-2222-2222-222222222222:1 |  |",
            $"{Server}:5 | shop.orders +0 ~1 -0 |",
            $"{Server}:6 |  | INSERT INTO shop.extra(a) VALUES (500)",
        ];
        Assert.Equal(expected.Length, found.Count);
        Assert.All(found.Zip(expected), static pair => Assert.StartsWith(pair.Second, Line(pair.First), StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATransactionIsFoundInItsLogAgain()
    {
        var found = await ReadAsync(RecordedDump.Bytes);
        var (first, last) = (found[0], found[^1]);
        Assert.NotEqual(first.File, last.File);
        Assert.True(first.Position > 4);
        Assert.True(first.LengthBytes > 1000);
        Assert.Equal(found.OrderBy(static one => one.File, StringComparer.Ordinal).ThenBy(static one => one.Position).Select(static one => one.Gtid), found.Select(static one => one.Gtid));
        Assert.Equal(2026, first.Time.Year);
    }

    [Fact]
    public async Task OnlyWhatIsWantedIsToldAndTheRestIsPassedOver()
    {
        var found = await ReadAsync(RecordedDump.Bytes, static gtid => gtid.Tag == "fix");
        Assert.Equal($"{Server}:fix:1", Assert.Single(found).Gtid.ToString());
    }

    [Fact]
    public async Task ReadingEndsWhenNoMoreIsWanted()
    {
        using var stream = new MemoryStream(RecordedDump.Bytes);
        using var channel = Open(stream);
        var count = 0;
        await new BinlogDump(channel, static _ => true).ReadAsync(_ => ValueTask.FromResult(++count < 2));
        Assert.Equal(2, count);
    }

    [Fact]
    public async Task AWrongChecksumIsNoticed()
    {
        // The last transaction's statement is in the log that has checksums: another digit in it changes nothing else.
        var bytes = RecordedDump.Bytes.ToArray();
        var place = bytes.AsSpan().LastIndexOf("(500)"u8);
        bytes[place + 1] = (byte)'6';
        var error = await Assert.ThrowsAsync<BinlogFormatException>(() => ReadAsync(bytes));
        Assert.Contains("checksum", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnErrorOfTheServerComesThrough()
    {
        byte[] error = [0xFF, 0xD4, 0x04, .. "#HY000Could not open log file"u8];
        byte[] packet = [(byte)error.Length, 0, 0, 1, .. error];
        var e = await Assert.ThrowsAsync<WireException>(() => ReadAsync(packet));
        Assert.Equal((1236, "Could not open log file"), (e.Number, e.Message));
    }

    [Fact]
    public async Task WhatIsCutOffGivesOneError()
    {
        for (var length = 0; length < RecordedDump.Bytes.Length; length++)
            Assert.NotNull(await TroubleAsync(RecordedDump.Bytes[..length]));
    }

    [Fact]
    public async Task WhatIsMutatedGivesTransactionsOrOneError()
    {
        const int Mutations = 4000;
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var troubles = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = RecordedDump.Bytes.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                troubles += await TroubleAsync(bytes) is null ? 0 : 1;
            }
            catch (Exception e)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}, mutation {i}: {e}"));
            }
        }

        Assert.InRange(troubles, 1, Mutations - 1);
    }

    /// <summary>The named errors only; every other one flies.</summary>
    private static async Task<Exception?> TroubleAsync(byte[] bytes)
    {
        try
        {
            await ReadAsync(bytes);
            return null;
        }
        catch (Exception e) when (e is BinlogFormatException or WireFormatException or WireException or EndOfStreamException)
        {
            return e;
        }
    }

    private static PacketChannel Open(Stream stream)
    {
        // The command has taken the first number.
        var channel = new PacketChannel(new OneWayStream(stream));
        channel.BeginCommand();
        channel.Write([0x1E]);
        return channel;
    }

    private static async Task<IReadOnlyList<BinlogTransaction>> ReadAsync(byte[] bytes, Func<BinlogGtid, bool>? isWanted = null)
    {
        using var stream = new MemoryStream(bytes);
        using var channel = Open(stream);
        var found = new List<BinlogTransaction>();
        await new BinlogDump(channel, isWanted ?? (static _ => true)).ReadAsync(transaction =>
        {
            found.Add(transaction);
            return ValueTask.FromResult(true);
        });
        return found;
    }

    private static string Line(BinlogTransaction transaction)
    {
        var tables = transaction.Tables.Select(static table => string.Create(CultureInfo.InvariantCulture, $"{table.Database}.{table.Table} +{table.Inserted} ~{table.Updated} -{table.Deleted}"));
        return $"{transaction.Gtid} | {string.Join(", ", tables)} | {string.Join("; ", transaction.Statements.Select(static statement => statement.Text))}";
    }
}
