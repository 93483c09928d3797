using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Information;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Plan;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Setup;
using MySqlOps.Engine.ServerTests.Servers;
using MySqlOps.Engine.Topology.Facts;

namespace MySqlOps.Engine.ServerTests.Replication;

/// <summary>SHOW GLOBAL VARIABLES cuts a value off behind 1024 characters. A server that many others wrote to before has longer GTID sets, and no reader may miss their end.</summary>
[Collection(ServerCollection.Name)]
public sealed class LongGtidSetTests(ServerFixture servers)
{
    private const int Uuids = 40;

    [Fact]
    public async Task EveryReaderSeesTheWholeSet()
    {
        var text = string.Join(',', Enumerable.Range(1, Uuids).Select(static i => string.Create(CultureInfo.InvariantCulture, $"{i:x8}-0000-4000-8000-{i:x12}:1-{i * 1000}")));
        var expected = GtidSet.Parse(text);
        var server = (await servers.CreateAsync(1, "gtid_mode=ON", "enforce_gtid_consistency=ON"))[0].Server;
        await using var session = await Session.OpenAsync(server, CancellationToken.None);
        await session.ExecuteAsync($"SET GLOBAL gtid_purged = '+{text}'", CancellationToken.None);
        Assert.True(text.Length > 1024);

        var member = await MemberFactsReader.ReadAsync(session, CancellationToken.None);
        Assert.Equal((expected, expected), (member.GtidExecuted, member.GtidPurged));
        Assert.Equal(expected, (await PrimaryStateReader.ReadAsync(session, CancellationToken.None)).GtidExecuted);
        var setup = await new ServerReading(session, new SetupOptions()).ReadAsync(CancellationToken.None);
        Assert.Equal((expected, expected), (setup.Executed, setup.Purged));
        var node = await new MemberReader().ReadAsync(server, CancellationToken.None);
        Assert.Equal((text, text), (node.GtidExecuted, node.GtidPurged));
        Assert.Equal(text, (await new TargetFactsReader(session).ReadAsync([], [], withAccounts: false, CancellationToken.None)).GtidExecuted);
        var information = await ServerInformationReader.ReadAsync(server, SilentObserver.Instance, CancellationToken.None);
        Assert.Equal((text, text), (information.GtidExecuted, information.GtidPurged));
    }
}
