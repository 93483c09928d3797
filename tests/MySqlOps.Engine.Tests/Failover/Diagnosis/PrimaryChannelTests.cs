using MySqlOps.Engine.Failover.Diagnosis;

namespace MySqlOps.Engine.Tests.Failover.Diagnosis;

/// <summary>Which channel of a replica leads to the primary.</summary>
public sealed class PrimaryChannelTests
{
    private const string One = "aaaaaaaa-0000-0000-0000-000000000001";
    private const string Two = "aaaaaaaa-0000-0000-0000-000000000002";

    [Theory]
    [InlineData(One, "db:3306 " + One, "db")] // By UUID.
    [InlineData(One, "10.0.0.1:3306 " + One, "10.0.0.1")] // Another name of the same server.
    [InlineData(One, "proxy:9000 " + One, "proxy")]
    [InlineData(One, "db:3306 " + Two, null)] // The address is another server's now.
    [InlineData(One, "x:1 " + Two + "|y:2 " + One, "y")]
    [InlineData(One, "db:3306 -", "db")] // Never connected.
    [InlineData(One, "x:1 -", "x")]
    [InlineData(One, "x:1 -|y:2 -", null)]
    [InlineData(One, "x:1 -|db:3306 -", "db")]
    [InlineData(null, "DB:3306 " + One, "DB")]
    [InlineData(null, "x:1 " + One, "x")] // The only one.
    [InlineData(null, "x:1 " + One + "|y:2 " + Two, null)]
    [InlineData(null, "x:1 " + One + "|db:3306 " + Two, "db")]
    [InlineData(null, "", null)]
    public void ItIsFoundByUuidElseByAddress(string? uuid, string channels, string? host)
    {
        var known = channels.Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(static text => text.Split(':', ' '))
            .Select(static parts => new Source(parts[2] == "-" ? null : parts[2], parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)))
            .ToList();
        Assert.Equal(host, PrimaryChannel.Find(known, "db", 3306, uuid, static source => (source.Uuid, source.Host, source.Port))?.Host);
    }

    private sealed record Source(string? Uuid, string Host, int Port);
}
