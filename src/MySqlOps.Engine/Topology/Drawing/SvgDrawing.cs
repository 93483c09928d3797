using System.Globalization;
using System.Text;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>A topology as one SVG picture that needs nothing beside itself: no font, no script, no other file. It has its own background, and so looks right on a page of any colour.</summary>
internal sealed class SvgDrawing
{
    private const double Margin = 40;
    private const double HeaderHeight = 74;
    private const double LegendHeight = 46;
    private const double NameSize = 13;
    private const double TextSize = 11;
    private const double LabelSize = 10;
    private const double TextLeft = 40;
    private const double Padding = 14;
    private const double NarrowestCard = 176;
    private const double WidestCard = 300;
    private const double MostExtraWidth = 60;
    private const double NarrowestPicture = 560;

    private readonly DrawnGraph _graph;
    private readonly CardNames _names;
    private readonly TidyLayout _layout;
    private readonly DateTimeOffset _time;
    private readonly StringBuilder _svg = new();
    private readonly double _width;
    private readonly double _height;
    private readonly double _left;
    private readonly bool _isWhole;

    private SvgDrawing(IReadOnlyList<MySqlTopologyNode> nodes, DateTimeOffset time)
    {
        _graph = new DrawnGraph(nodes);
        _names = new CardNames(nodes);
        _time = time;

        // A third line takes it all where it can, so that a card does not grow for what one in sixty has to say.
        var narrow = nodes.Select((node, index) => Needed(CardText.Facts(node), CardText.Health(node), CardText.Extras(node), _names[index])).DefaultIfEmpty(0).Max();
        var wide = nodes.Select((node, index) => Needed(CardText.Facts(node), CardText.Whole(node), "", _names[index])).DefaultIfEmpty(0).Max();
        _isWhole = wide <= Math.Min(narrow + MostExtraWidth, WidestCard);
        _layout = TidyLayout.Arrange(_graph, Math.Round(Math.Clamp(_isWhole ? wide : narrow, NarrowestCard, WidestCard)), _isWhole ? 68 : 84);
        _width = Math.Max(NarrowestPicture, _layout.Width + (2 * Margin));
        _height = HeaderHeight + _layout.Height + Margin + LegendHeight;
        _left = (_width - _layout.Width) / 2;
    }

    /// <summary>Draws.</summary>
    /// <param name="nodes">The nodes, depth first.</param>
    /// <param name="time">When they were read.</param>
    public static string Draw(IReadOnlyList<MySqlTopologyNode> nodes, DateTimeOffset time) => new SvgDrawing(nodes, time).Draw();

    private static double Needed(string facts, string health, string extras, string name) =>
        TextLeft + Padding + Math.Max(TextMeasure.Width(name, NameSize, isBold: true), new[] { facts, health, extras }.Max(static text => TextMeasure.Width(text, TextSize)));

    private string Draw()
    {
        var (width, height) = (Markup.Number(_width), Markup.Number(_height));
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif\">");
        Line($"<title>{Markup.Escape(CardText.Title(_graph))}</title>");
        Line(SvgStyle.Sheet);
        Line($"<rect class=\"page\" width=\"{width}\" height=\"{height}\" rx=\"10\"/>");
        Line($"<text class=\"text\" x=\"{Markup.Number(Margin)}\" y=\"34\" font-size=\"18\" font-weight=\"600\">{Fit(CardText.Title(_graph), _width - (2 * Margin), 18, isBold: true)}</text>");
        Line($"<text class=\"faint\" x=\"{Markup.Number(Margin)}\" y=\"54\" font-size=\"12\">{Fit(CardText.Summary(_graph, _names.Domain, _time), _width - (2 * Margin), 12)}</text>");
        var cards = _layout.Cards.Select(card => card.Move(_left, HeaderHeight)).ToList();
        var labels = new List<(Box Place, string Text, string Style)>();
        DrawEdges(cards, labels);
        for (var i = 0; i < cards.Count; i++)
            DrawCard(_graph.Nodes[i], i, cards[i]);
        foreach (var (place, text, style) in labels)
            DrawLabel(place, text, style);
        DrawLegend();
        Line("</svg>");
        return _svg.ToString();
    }

    private void DrawEdges(List<Box> cards, List<(Box Place, string Text, string Style)> labels)
    {
        var lines = _graph.Edges.Where(static edge => edge.IsTree).ToDictionary(static edge => edge, edge => (IReadOnlyList<Spot>)[.. _layout.Lines[edge.Replica].Select(spot => spot.Move(_left, HeaderHeight))]);
        var router = new EdgeRouter(new Box(10, HeaderHeight - 14, _width - 20, _layout.Height + 36), cards);
        foreach (var line in lines.Values)
            router.Take(line);
        foreach (var edge in _graph.Edges.Where(static edge => !edge.IsTree))
        {
            lines[edge] = router.Route(cards[edge.Source], cards[edge.Replica]);
            router.Take(lines[edge]);
        }

        // Those in trouble last, so that they lie above the lines that they share.
        foreach (var (edge, line) in lines.OrderBy(static pair => pair.Key.State is LinkState.Running or LinkState.Unknown ? 0 : 1).ThenBy(static pair => pair.Key.IsTree ? 0 : 1))
        {
            DrawEdge(edge, line);
            if (edge.Label.Length > 0 && LabelPlace(edge, line, cards, [.. labels.Select(static label => label.Place)]) is { } place)
                labels.Add((place, TextMeasure.Fit(edge.Label, place.Width - 12, LabelSize), SvgStyle.Of(edge, _graph.Nodes[edge.Replica])));
        }
    }

    private void DrawEdge(DrawnEdge edge, IReadOnlyList<Spot> line)
    {
        var style = SvgStyle.Of(edge, _graph.Nodes[edge.Replica]);
        var dash = edge.State switch
        {
            _ when !edge.IsTree => " stroke-dasharray=\"7 4\"",
            LinkState.Failed or LinkState.Stopped or LinkState.Connecting => " stroke-dasharray=\"3 4\"",
            _ => "",
        };
        Line($"<g><title>{Markup.Escape(CardText.Tooltip(edge, _graph.Nodes))}</title>");

        // A line that others share is theirs too: only the piece to the one replica takes its colour.
        if (edge.IsTree && line.Count > 2 && _graph.Children[edge.Source].Count > 1)
        {
            Line($"<path class=\"edge line-plain\" d=\"{SvgStyle.Path([.. line.SkipLast(1), SvgStyle.Middle(line[^2], line[^1])], isWhole: false)}\"/>");
            Line($"<path class=\"edge line-{style}\" d=\"{SvgStyle.Path([SvgStyle.Middle(line[^2], line[^1]), line[^1]])}\"{dash}/>");
        }
        else
        {
            Line($"<path class=\"edge line-{style}\" d=\"{SvgStyle.Path(line)}\"{dash}/>");
        }

        Line(SvgStyle.Arrow(line[^2], line[^1], style));
        if (edge.Back.Count > 0)
            Line(SvgStyle.Arrow(line[1], line[0], edge.IsTree && line.Count > 2 ? "plain" : style));
        Line("</g>");
    }

    /// <summary>Where a label stands beside its line without covering a card or another label; null where there is no room.</summary>
    private static Box? LabelPlace(DrawnEdge edge, IReadOnlyList<Spot> line, List<Box> cards, List<Box> taken)
    {
        var card = cards[edge.Replica];
        var width = Math.Min(TextMeasure.Width(edge.Label, LabelSize) + 14, card.Width);
        if (edge.IsTree)
        {
            // Over the card: on the line that comes from above, or in the gap over a card that hangs at a line.
            var isAbove = line[^1].Y <= card.Y;
            return new Box(isAbove ? card.CenterX - (width / 2) : card.X + 6, card.Y - (isAbove ? 31 : 20), width, 16);
        }

        for (var i = 1; i < line.Count; i++)
        {
            var (from, to) = (line[i - 1], line[i]);
            var center = new Spot((from.X + to.X) / 2, (from.Y + to.Y) / 2);
            var box = new Box(center.X - (width / 2), center.Y - 8, width, 16);
            if (Math.Abs(from.X - to.X) + Math.Abs(from.Y - to.Y) > 30 && !cards.Exists(other => other.Meets(box)) && !taken.Exists(other => other.Meets(box)))
                return box;
        }

        return null;
    }

    private void DrawLabel(Box place, string text, string style)
    {
        Line($"<rect class=\"label line-{style}\" x=\"{Markup.Number(place.X)}\" y=\"{Markup.Number(place.Y)}\" width=\"{Markup.Number(place.Width)}\" height=\"{Markup.Number(place.Height)}\" rx=\"8\"/>");
        Line($"<text class=\"text\" x=\"{Markup.Number(place.CenterX)}\" y=\"{Markup.Number(place.Y + 11.6)}\" font-size=\"{Markup.Number(LabelSize)}\" text-anchor=\"middle\">{Markup.Escape(text)}</text>");
    }

    private void DrawCard(MySqlTopologyNode node, int index, Box card)
    {
        var state = NodeWords.Of(node.State);
        var room = card.Width - TextLeft - Padding + 4;
        Line(string.Create(CultureInfo.InvariantCulture, $"<g class=\"node\" id=\"node-{index}\"><title>{Markup.Escape(CardText.Tooltip(node))}</title>"));
        Line($"<rect class=\"card{(node.Version is null ? " absent" : "")}\" x=\"{Markup.Number(card.X)}\" y=\"{Markup.Number(card.Y)}\" width=\"{Markup.Number(card.Width)}\" height=\"{Markup.Number(card.Height)}\" rx=\"9\"/>");
        Line($"<path class=\"fill-{state}\" d=\"M{Markup.Number(card.X + 5)} {Markup.Number(card.Y)}h-0.5a4.5 9 0 0 0 -4.5 9v{Markup.Number(card.Height - 18)}a4.5 9 0 0 0 4.5 9h0.5z\"/>");
        Line($"<g transform=\"translate({Markup.Number(card.X + 23)} {Markup.Number(card.Y + 21)})\">{StateShape.Svg(node.State)}</g>");
        Text(card, 19, "text", TextMeasure.FitName(_names[index], room, NameSize, isBold: true), NameSize, " font-weight=\"600\"");
        Text(card, 37, "faint", TextMeasure.Fit(CardText.Facts(node), room, TextSize), TextSize, "");
        Text(card, 54, node.State == TopologyState.Ok ? "faint" : $"say-{state}", TextMeasure.Fit(_isWhole ? CardText.Whole(node) : CardText.Health(node), room, TextSize), TextSize, node.State == TopologyState.Ok ? "" : " font-weight=\"500\"");
        if (!_isWhole && CardText.Extras(node) is { Length: > 0 } extras)
            Text(card, 71, "faint", TextMeasure.Fit(extras, room, TextSize), TextSize, "");
        Line("</g>");
    }

    private void Text(Box card, double down, string style, string text, double size, string more) =>
        Line($"<text class=\"{style}\" x=\"{Markup.Number(card.X + TextLeft)}\" y=\"{Markup.Number(card.Y + down + 4)}\" font-size=\"{Markup.Number(size)}\"{more}>{Markup.Escape(text)}</text>");

    private void DrawLegend()
    {
        var (x, y) = (Margin, _height - 26);
        foreach (var state in _graph.Nodes.Select(static node => node.State).Distinct().Order())
        {
            Line($"<g transform=\"translate({Markup.Number(x + 8)} {Markup.Number(y)}) scale(0.8)\">{StateShape.Svg(state)}</g>");
            Line($"<text class=\"faint\" x=\"{Markup.Number(x + 20)}\" y=\"{Markup.Number(y + 4)}\" font-size=\"{Markup.Number(TextSize)}\">{NodeWords.Of(state)}</text>");
            x += 34 + TextMeasure.Width(NodeWords.Of(state), TextSize);
        }

        if (_graph.Edges.Any(static edge => !edge.IsTree))
        {
            Line($"<path class=\"edge line-more\" d=\"M{Markup.Number(x)} {Markup.Number(y)}h26\" stroke-dasharray=\"7 4\"/>");
            Line($"<text class=\"faint\" x=\"{Markup.Number(x + 34)}\" y=\"{Markup.Number(y + 4)}\" font-size=\"{Markup.Number(TextSize)}\">another source</text>");
        }
    }

    private static string Fit(string text, double width, double size, bool isBold = false) => Markup.Escape(TextMeasure.Fit(text, width, size, isBold));

    private void Line(string text) => _svg.Append(text).Append('\n');
}
