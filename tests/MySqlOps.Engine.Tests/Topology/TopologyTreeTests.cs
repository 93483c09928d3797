using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Drawing;

namespace MySqlOps.Engine.Tests.Topology;

public sealed class TopologyTreeTests
{
    [Fact]
    public async Task TreeIsDrawnWithLines()
    {
        Assert.Equal(
            """
            ● db1:3306        source   9.7.4  rw
            ├─ ▲ db2:3306     relay    9.7.4  ro   95 s  recoverable  lagging
            │    Replication from db1:3306 is 95 s behind.
            │  ├─ ✖ db4:3306  replica  9.7.4  ro         identical    broken
            │  │    Replication from db2:3306 is broken. The applier has error 1062: Duplicate entry
            │  └─ ⊘ db5:3306  replica                                 refused
            │       db5 says ConnectAccessDenied.
            └─ ● db3:3306     replica  9.7.4  ro  0.2 s  identical
                 also follows db6:3306 (billing)
            ● db6:3306        source   9.7.4  rw

            """.ReplaceLineEndings("\n"),
            await DrawAsync(TreeStyle.Unicode));
    }

    [Fact]
    public async Task TreeIsDrawnInAscii()
    {
        Assert.Equal(
            """
            * db1:3306          source   9.7.4  rw
            |-- ~ db2:3306      relay    9.7.4  ro   95 s  recoverable  lagging
            |     Replication from db1:3306 is 95 s behind.
            |   |-- x db4:3306  replica  9.7.4  ro         identical    broken
            |   |     Replication from db2:3306 is broken. The applier has error 1062: Duplicate entry
            |   `-- # db5:3306  replica                                 refused
            |         db5 says ConnectAccessDenied.
            `-- * db3:3306      replica  9.7.4  ro  0.2 s  identical
                  also follows db6:3306 (billing)
            * db6:3306          source   9.7.4  rw

            """.ReplaceLineEndings("\n"),
            await DrawAsync(TreeStyle.Ascii));
    }

    [Fact]
    public async Task DetailIsAligned()
    {
        Assert.Equal(
            """
            db1:3306      [    ,ok     ,9.7.4,rw,ROW,>>,GTID,semi:source]
            + db2:3306    [ 95s,lagging,9.7.4,ro,ROW,>>,GTID]
              + db4:3306  [    ,broken ,9.7.4,ro,ROW,>>,GTID,filtered]
              + db5:3306  [    ,refused,     ,  ,   ,ConnectAccessDenied]
            + db3:3306    [0.2s,ok     ,9.7.4,ro,ROW,>>,GTID,sources:2]
            db6:3306      [    ,ok     ,9.7.4,rw,ROW,>>,GTID]

            """.ReplaceLineEndings("\n"),
            await DrawAsync(TreeStyle.Detail));
    }

    [Fact]
    public async Task NodeAloneIsOneThatCanBeRead()
    {
        var node = (await Scene().ReadAsync())[1];
        Assert.Equal("▲ db2:3306  relay  9.7.4  ro  95 s  recoverable  lagging\n  Replication from db1:3306 is 95 s behind.\n", TopologyTree.Text([node]));
    }

    [Fact]
    public async Task RingIsClosedByANote()
    {
        var nodes = await new TopologyScene().Add("db1", "db2", "db3").Follow("db2", "db1").Follow("db3", "db2").Follow("db1", "db3").Change("db2", static facts => facts with { IsReadOnly = false }).ReadAsync();
        Assert.Equal(
            """
            ● db1:3306        co-source  9.7.4  rw  0.0 s  identical
              follows db3:3306
            └─ ● db2:3306     co-source  9.7.4  rw  0.0 s  identical
               └─ ● db3:3306  co-source  9.7.4  ro  0.0 s  identical

            """.ReplaceLineEndings("\n"),
            TopologyTree.Text(TopologyTree.Arrange(nodes, TreeStyle.Unicode)));
    }

    [Fact]
    public async Task LineBreaksOfAServerMakeNoLines()
    {
        var nodes = await new TopologyScene().Add("db1", "db2").Follow("db2", "db1", "", static channel => channel with { State = LinkState.Failed, Error = "one\ntwo" }).ReadAsync();
        Assert.Equal("     Replication from db1:3306 is broken. one two", TopologyTree.Text(TopologyTree.Arrange(nodes, TreeStyle.Unicode)).Split('\n')[2]);
    }

    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(119, "119 s")]
    [InlineData(120, "2 min")]
    [InlineData(7200, "2.0 h")]
    [InlineData(40_000, "11 h")]
    [InlineData(180_000, "2 d")]
    public void SpansAreShort(double seconds, string expected) => Assert.Equal(expected, NodeWords.Of(TimeSpan.FromSeconds(seconds)));

    private static TopologyScene Scene() => new TopologyScene().Add("db1", "db2", "db3", "db4", "db5", "db6")
        .Follow("db2", "db1", "", static channel => channel with { Lag = TimeSpan.FromSeconds(95) })
        .Follow("db3", "db1", "", static channel => channel with { Lag = TimeSpan.FromMilliseconds(200) })
        .Follow("db3", "db6", "billing")
        .Follow("db4", "db2", "", static channel => channel with { State = LinkState.Failed, Lag = null, Error = "The applier has error 1062: Duplicate entry", Filters = ["Replicate_Do_DB=shop"] })
        .Follow("db5", "db2")
        .Fail("db5", ErrorId.ConnectAccessDenied)
        .Change("db1", static facts => facts with { SemiSync = SemiSyncSide.Source, GtidExecuted = TopologyScene.Gtids("db1", 9) })
        .Change("db2", static facts => facts with { GtidExecuted = TopologyScene.Gtids("db1", 7) })
        .Change("db4", static facts => facts with { GtidExecuted = TopologyScene.Gtids("db1", 7) })
        .Change("db6", static facts => facts with { IsReadOnly = false });

    private static async Task<string> DrawAsync(TreeStyle style) => TopologyTree.Text(TopologyTree.Arrange(await Scene().ReadAsync(), style));
}
