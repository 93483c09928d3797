using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Drawing;
using MySqlOps.Engine.Topology.Saved;

namespace MySqlOps.Engine.Tests.Topology;

public sealed class TopologyFileTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 22, 20, 15, 0, TimeSpan.Zero);

    [Fact]
    public void WhatIsReadIsDrawnAsWhatWasWritten()
    {
        var nodes = Nodes();
        var read = TopologyFile.Parse(TopologyFile.Write(nodes, Time), "x.json");
        Assert.Equal(SvgDrawing.Draw(nodes, Time), SvgDrawing.Draw(read, Time));
        Assert.Equal(TopologyFile.Write(nodes, Time), TopologyFile.Write(read, Time));
    }

    [Fact]
    public void PasswordIsNotWritten()
    {
        var nodes = Nodes().Select(static node => node with { Server = node.Server.WithPassword("very-secret") }).ToList();
        Assert.DoesNotContain("very-secret", TopologyFile.Write(nodes, Time), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"format\":\"mysqlops-topology\",\"version\":2,\"time\":\"2026-11-22T20:15:00+00:00\",\"nodes\":[]}")]
    [InlineData("{\"format\":\"other\",\"version\":1,\"time\":\"2026-11-22T20:15:00+00:00\",\"nodes\":[]}")]
    [InlineData("{\"format\":\"mysqlops-topology\",\"version\":1,\"time\":\"2026-11-22T20:15:00+00:00\",\"nodes\":[null]}")]
    [InlineData("{\"format\":\"mysqlops-topology\",\"version\":1,\"time\":\"2026-11-22T20:15:00+00:00\",\"nodes\":[{\"host\":\"a\"}]}")]
    public void WhatIsNoTopologyIsRefused(string text) => Assert.Equal(ErrorId.TopologyFileInvalid, Assert.Throws<MySqlOpsException>(() => TopologyFile.Parse(text, "x.json")).Id);

    [Fact]
    public void DamagedTextGivesNodesOrOneError()
    {
        var text = TopologyFile.Write(Nodes(), Time);
        var random = new Random(42);
        for (var i = 0; i < 300; i++)
        {
            var damaged = text.Remove(random.Next(text.Length - 20), random.Next(1, 20));
            try
            {
                SvgDrawing.Draw(TopologyFile.Parse(damaged, "x.json"), Time);
            }
            catch (MySqlOpsException e)
            {
                Assert.Equal(ErrorId.TopologyFileInvalid, e.Id);
            }
        }
    }

    [Theory]
    [InlineData("x.png")]
    [InlineData("x")]
    public void UnknownEndingIsRefused(string path) => Assert.Equal(ErrorId.TopologyFormatUnknown, Assert.Throws<MySqlOpsException>(() => TopologyDrawing.Draw(path, Nodes(), Time)).Id);

    [Fact]
    public void NoNodesAreNoPicture() => Assert.Equal(ErrorId.TopologyEmpty, Assert.Throws<MySqlOpsException>(() => TopologyDrawing.Draw("x.svg", [], Time)).Id);

    private static IReadOnlyList<MySqlTopologyNode> Nodes() => new TopologyScene().Add("db1", "db2", "db3")
        .Follow("db2", "db1", "", static channel => channel with { Delay = TimeSpan.FromHours(1), Lag = TimeSpan.FromMinutes(61), Filters = ["Replicate_Do_DB=a"] })
        .Follow("db3", "db1", "named")
        .Fail("db3", ErrorId.ConnectTimeout)
        .Assemble();
}
