using System.Globalization;
using System.Xml.Linq;
using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Drawing;

namespace MySqlOps.Engine.Tests.Topology;

public sealed class SvgDrawingTests
{
    private const string Evil = "<script>alert(1)</script>\"'&]]>\u0001\uD800";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly DateTimeOffset Time = new(2026, 11, 22, 20, 15, 0, TimeSpan.Zero);

    public static TheoryData<string> Names => ["one", "three", "twelve", "sixty", "multi", "ring", "forest", "evil", "long"];

    [Theory]
    [MemberData(nameof(Names))]
    public void PictureIsWellFormed(string name)
    {
        var nodes = Nodes(name);
        Assert.Equal(nodes.Count, XDocument.Parse(SvgDrawing.Draw(nodes, Time)).Descendants(Svg + "g").Count(static group => group.Attribute("class")?.Value == "node"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PictureNeedsNothingBesideItself(string name)
    {
        var text = SvgDrawing.Draw(Nodes(name), Time);
        Assert.DoesNotContain(XDocument.Parse(text).Descendants(), static element => element.Name.LocalName is "script" or "image" or "foreignObject" or "use");
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("href", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CardsDoNotMeet(string name)
    {
        var cards = TidyLayout.Arrange(new DrawnGraph(Nodes(name)), 220, 68).Cards;
        var meeting = from i in Enumerable.Range(0, cards.Count) from j in Enumerable.Range(0, i) where cards[i].Grow(8).Meets(cards[j].Grow(8)) select (i, j);
        Assert.Empty(meeting);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NoLineOfTheTreeCrossesACard(string name)
    {
        var layout = TidyLayout.Arrange(new DrawnGraph(Nodes(name)), 220, 68);
        Assert.DoesNotContain(layout.Lines, line => Crosses(line, layout.Cards));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NoOtherLineCrossesACard(string name)
    {
        var graph = new DrawnGraph(Nodes(name));
        var layout = TidyLayout.Arrange(graph, 220, 68);
        var router = new EdgeRouter(new Box(-30, -20, layout.Width + 60, layout.Height + 40), layout.Cards);
        Assert.DoesNotContain(graph.Edges.Where(static edge => !edge.IsTree), edge => Crosses(router.Route(layout.Cards[edge.Source], layout.Cards[edge.Replica]), layout.Cards));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TextStaysOnItsCard(string name)
    {
        var picture = XDocument.Parse(SvgDrawing.Draw(Nodes(name), Time));
        foreach (var group in picture.Descendants(Svg + "g").Where(static group => group.Attribute("class")?.Value == "node"))
        {
            var card = group.Element(Svg + "rect")!;
            var right = Number(card, "x") + Number(card, "width");
            Assert.All(group.Elements(Svg + "text"), text => Assert.InRange(Number(text, "x") + TextMeasure.Width(text.Value, Number(text, "font-size"), text.Attribute("font-weight")?.Value == "600"), 0, right));
        }
    }

    [Fact]
    public void TextsOfServersAreEscaped()
    {
        var text = SvgDrawing.Draw(Nodes("evil"), Time);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", text, StringComparison.Ordinal);
    }

    [Fact]
    public void PageHasNoScriptAndEscapesToo()
    {
        var text = HtmlDrawing.Draw(Nodes("evil"), Time);
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" onload=", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Content-Security-Policy\" content=\"default-src 'none'", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("<tr id=").Length - 1);
    }

    [Fact]
    public void SixtyServersHaveTheShapeOfAPage()
    {
        var layout = TidyLayout.Arrange(new DrawnGraph(Nodes("sixty")), 220, 68);
        Assert.InRange(layout.Width / layout.Height, 1, 2.5);
        Assert.InRange(layout.Width, 0, 2600);
    }

    [Fact]
    public void EveryStateHasAShapeOfItsOwn()
    {
        var shapes = Enum.GetValues<TopologyState>().Select(StateShape.Svg).ToList();
        Assert.Equal(shapes.Count, shapes.Distinct().Count());
        Assert.Contains(StateShape.Svg(TopologyState.Broken), SvgDrawing.Draw(Nodes("twelve"), Time), StringComparison.Ordinal);
    }

    [Fact]
    public void SelectionOfNodesIsDrawnWithoutItsSource()
    {
        var nodes = new TopologyScene().Add("db1", "db2").Follow("db2", "db1").Assemble();
        Assert.Empty(new DrawnGraph([nodes[1]]).Edges);
    }

    [Fact]
    public void FlowchartIsMermaid()
    {
        Assert.Equal(
            """
            flowchart TD
              n0("db1:3306<br/>source · 9.7.4 · read-write<br/>2 replicas"):::ok
              n1("db2:3306<br/>replica · 9.7.4 · read-only<br/>lag 0.0 s · identical"):::ok
              n2[/"db3:3306<br/>replica · 9.7.4 · read-only<br/>lagging · lag 5 min · identical"\]:::lagging
              n0 --> n1
              n0 -->|"lag 5 min"| n2
              classDef ok stroke:#1c8a55,stroke-width:2px
              classDef lagging stroke:#cf6a12,stroke-width:2px

            """.ReplaceLineEndings("\n"),
            MermaidDrawing.Draw(Nodes("three")));
    }

    [Fact]
    public void GraphIsDot()
    {
        Assert.Equal(
            """
            digraph topology {
              rankdir=TB;
              node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=11, fillcolor="#ffffff"];
              edge [fontname="Helvetica", fontsize=9, color="#8894a4"];
              n0 [label="db1:3306\nsource · 9.7.4 · read-write\n2 replicas", color="#1c8a55"];
              n1 [label="db2:3306\nreplica · 9.7.4 · read-only\nlag 0.0 s · identical", color="#1c8a55"];
              n2 [label="db3:3306\nreplica · 9.7.4 · read-only\nlagging · lag 5 min · identical", color="#cf6a12", shape=house];
              n0 -> n1;
              n0 -> n2 [label="lag 5 min"];
            }

            """.ReplaceLineEndings("\n"),
            DotDrawing.Draw(Nodes("three")));
    }

    [Fact]
    public void SignsOfMermaidAndDotAreEscaped()
    {
        var nodes = Nodes("evil");
        Assert.DoesNotContain("<script", MermaidDrawing.Draw(nodes), StringComparison.Ordinal);
        Assert.Contains("\\\"'&]]>", DotDrawing.Draw(nodes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host.example.com:3306", 60)]
    [InlineData("\uD83D\uDC2C\uD83D\uDC2C\uD83D\uDC2C\uD83D\uDC2C", 40)]
    public void ShortenedTextFits(string text, double width)
    {
        Assert.InRange(TextMeasure.Width(TextMeasure.Fit(text, width, 12), 12), 0, width);
        Assert.InRange(TextMeasure.Width(TextMeasure.FitName(text, width, 12), 12), 0, width);
    }

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static bool Crosses(IReadOnlyList<Spot> line, IReadOnlyList<Box> cards)
    {
        for (var i = 1; i < line.Count; i++)
        {
            var (from, to) = (line[i - 1], line[i]);
            var piece = new Box(Math.Min(from.X, to.X), Math.Min(from.Y, to.Y), Math.Abs(from.X - to.X), Math.Abs(from.Y - to.Y)).Grow(0.1);
            if (cards.Any(card => card.Grow(-1).Meets(piece)))
                return true;
        }

        return false;
    }

    private static IReadOnlyList<MySqlTopologyNode> Nodes(string name)
    {
        string[] servers = [.. Enumerable.Range(1, name switch { "one" => 1, "evil" => 2, "three" => 3, "sixty" => 60, _ => 12 }).Select(static number => $"db{number}")];
        var scene = new TopologyScene().Add(servers);
        foreach (var server in servers.Skip(1))
        {
            var number = int.Parse(server[2..], CultureInfo.InvariantCulture);
            var source = (name, number) switch
            {
                ("sixty", > 5) => $"db{2 + (number % 4)}",
                ("ring", _) => $"db{number - 1}",
                ("twelve" or "multi" or "long", > 4) => $"db{1 + (number % 4)}",
                ("forest", 5 or 9) => null,
                ("forest", > 5) => $"db{5 + (number / 9 * 4)}",
                _ => "db1",
            };
            if (source is not null)
                scene.Follow(server, source, "", channel => number == 3 && name == "three" ? channel with { Lag = TimeSpan.FromMinutes(5) } : number == 7 ? channel with { State = LinkState.Failed, Lag = null, Error = "x" } : channel);
        }

        if (name == "ring")
            scene.Follow("db1", "db12");
        if (name == "multi")
            scene.Follow("db12", "db2", "second").Follow("db6", "db4", "other").Follow("db11", "db1", "third");
        if (name == "evil")
            scene.Change("db1", static facts => facts with { Version = TopologyScene.Version($"9.7.4-{Evil}"), HostName = Evil });
        var nodes = scene.Assemble();
        return name == "long" ? [.. nodes.Select(static node => node with { Server = node.Server with { Host = $"{node.Server.Host}{new string('W', 70)}" } })] : nodes;
    }
}
