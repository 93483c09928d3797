namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>
/// Places cards as a tree from top to bottom, so that no line of the tree crosses another or a card. Replicas without replicas of their own stand beside
/// each other where they are few, and hang in columns from a line at their left where they are many: that is tried with columns of every height, and the
/// picture whose shape suits a page best is taken.
/// </summary>
internal sealed class TidyLayout
{
    /// <summary>Between a card and those under it; room for a label.</summary>
    public const double TierGap = 64;

    /// <summary>Between cards one under another in a column; room for a label.</summary>
    public const double StackGap = 26;

    /// <summary>Between two cards or columns beside each other; room for lines.</summary>
    public const double SideGap = 32;

    private const double SpineGap = 26;
    private const double RootGap = 56;
    private const double BestShape = 1.5;
    private const int TallestColumn = 24;

    private readonly DrawnGraph _graph;
    private readonly double _width;
    private readonly double _height;
    private readonly int _rows;
    private readonly Box[] _cards;
    private readonly IReadOnlyList<Spot>[] _lines;

    private TidyLayout(DrawnGraph graph, double width, double height, int rows)
    {
        (_graph, _width, _height, _rows) = (graph, width, height, rows);
        _cards = new Box[graph.Nodes.Count];
        _lines = new IReadOnlyList<Spot>[graph.Nodes.Count];
        Array.Fill(_lines, []);
        PlaceRoots();
        Width = _cards.Select(static card => card.Right).DefaultIfEmpty(0).Max();
        Height = _cards.Select(static card => card.Bottom).DefaultIfEmpty(0).Max();
    }

    /// <summary>The right edge of the last card.</summary>
    public double Width { get; }

    /// <summary>The lower edge of the lowest card.</summary>
    public double Height { get; }

    /// <summary>The cards, in the order of the nodes.</summary>
    public IReadOnlyList<Box> Cards => _cards;

    /// <summary>The line from its source to each card, in the order of the nodes; empty for those at the top.</summary>
    public IReadOnlyList<IReadOnlyList<Spot>> Lines => _lines;

    /// <summary>How far the picture is from a page's shape; and of two that are about as far, the one counts less that is filled better, because one long column leaves the rest empty.</summary>
    private double Cost => Math.Abs(Math.Log(Width / Math.Max(1, Height) / BestShape)) + (Math.Log(Math.Max(1, Width * Height) / (Math.Max(1, _cards.Length) * _width * _height)) / 2);

    /// <summary>Places the cards.</summary>
    public static TidyLayout Arrange(DrawnGraph graph, double cardWidth, double cardHeight) => Enumerable.Range(1, TallestColumn)
        .Select(rows => new TidyLayout(graph, cardWidth, cardHeight, rows))
        .MinBy(static layout => layout.Cost)!;

    private void PlaceRoots()
    {
        var roots = Enumerable.Range(0, _graph.Nodes.Count).Where(node => _graph.Parents[node] is null).ToList();
        var widths = roots.ConvertAll(WidthOf);

        // Several trees stand in rows, no row much wider than the widest tree or a page.
        var limit = Math.Max(widths.DefaultIfEmpty(0).Max(), Math.Sqrt(widths.Zip(roots, (width, root) => width * HeightOf(root)).Sum() * BestShape));
        double x = 0, y = 0, lowest = 0;
        for (var i = 0; i < roots.Count; i++)
        {
            if (x > 0 && x + widths[i] > limit)
                (x, y) = (0, lowest + RootGap);
            Place(roots[i], x, y);
            x += widths[i] + RootGap;
            lowest = Math.Max(lowest, y + HeightOf(roots[i]));
        }
    }

    private bool IsLeaf(int node) => _graph.Children[node].Count == 0;

    /// <summary>The replicas of a node that hang in columns; empty when they stand beside each other.</summary>
    private List<int> Hanging(int node)
    {
        var leaves = _graph.Children[node].Where(IsLeaf).ToList();
        return _rows > 1 && leaves.Count > 1 ? leaves : [];
    }

    private (int Columns, int Rows) Grid(int count)
    {
        var columns = (count + _rows - 1) / _rows;
        return (columns, (count + columns - 1) / columns);
    }

    private double HangingWidth(int count) => Grid(count).Columns is var columns ? (columns * (SpineGap + _width)) + ((columns - 1) * (SideGap - SpineGap + 8)) : 0;

    private double WidthOf(int node)
    {
        var hanging = Hanging(node);
        var beside = _graph.Children[node].Except(hanging).ToList();
        var width = beside.Sum(WidthOf) + (SideGap * Math.Max(0, beside.Count - 1));
        if (hanging.Count > 0)
            width += HangingWidth(hanging.Count) + (beside.Count > 0 ? SideGap : 0);
        return Math.Max(_width, width);
    }

    private double HeightOf(int node)
    {
        var hanging = Hanging(node);
        var below = _graph.Children[node].Except(hanging).Select(HeightOf).DefaultIfEmpty(0).Max();
        if (hanging.Count > 0)
            below = Math.Max(below, (Grid(hanging.Count).Rows * (_height + StackGap)) - StackGap);
        return _height + (below > 0 ? TierGap + below : 0);
    }

    /// <summary>Places a node and all under it.</summary>
    /// <returns>The middle of its card.</returns>
    private double Place(int node, double left, double top)
    {
        var hanging = Hanging(node);
        var beside = _graph.Children[node].Except(hanging).ToList();
        var below = top + _height + TierGap;
        var needed = beside.Sum(WidthOf) + (SideGap * Math.Max(0, beside.Count - 1)) + (hanging.Count > 0 ? HangingWidth(hanging.Count) + (beside.Count > 0 ? SideGap : 0) : 0);
        var x = left + ((WidthOf(node) - needed) / 2);
        var drops = new List<double>();
        var columns = new List<(double Spine, List<int> Nodes)>();
        if (hanging.Count > 0)
        {
            var grid = Grid(hanging.Count);
            foreach (var column in hanging.Chunk(grid.Rows))
            {
                columns.Add((x + (SpineGap / 2), [.. column]));
                for (var row = 0; row < column.Length; row++)
                    _cards[column[row]] = new Box(x + SpineGap, below + (row * (_height + StackGap)), _width, _height);
                drops.Add(x + (SpineGap / 2));
                x += _width + SideGap + 8;
            }

            x += SpineGap - 8;
        }

        var middles = new List<(int Child, double X)>();
        foreach (var child in beside)
        {
            var middle = Place(child, x, below);
            middles.Add((child, middle));
            drops.Add(middle);
            x += WidthOf(child) + SideGap;
        }

        var center = Center(hanging.Count > 0, drops, left, WidthOf(node));
        _cards[node] = new Box(center - (_width / 2), top, _width, _height);
        var (start, bus) = (new Spot(center, top + _height), top + _height + (TierGap * 0.4));
        foreach (var (child, middle) in middles)
            _lines[child] = Straighten([start, new Spot(center, bus), new Spot(middle, bus), new Spot(middle, below)]);
        foreach (var (spine, nodes) in columns)
        {
            foreach (var child in nodes)
                _lines[child] = Straighten([start, new Spot(center, bus), new Spot(spine, bus), new Spot(spine, _cards[child].CenterY), new Spot(_cards[child].X, _cards[child].CenterY)]);
        }

        return center;
    }

    /// <summary>Where a card stands above those under it: over their middle, and not beyond the room that the tree has.</summary>
    private double Center(bool isHanging, List<double> drops, double left, double width)
    {
        if (drops.Count == 0)
            return left + (width / 2);

        // A line that hangs cards is left of them: the middle of the cards counts, not that of the lines.
        var middle = isHanging ? left + (width / 2) : (drops[0] + drops[^1]) / 2;
        return Math.Clamp(middle, left + (_width / 2), left + width - (_width / 2));
    }

    /// <summary>Leaves out points where the line does not turn.</summary>
    private static List<Spot> Straighten(IReadOnlyList<Spot> spots)
    {
        var result = new List<Spot>();
        foreach (var spot in spots)
        {
            if (result.Count > 0 && result[^1] == spot)
                continue;
            if (result.Count > 1 && ((result[^1].X == spot.X && result[^2].X == spot.X) || (result[^1].Y == spot.Y && result[^2].Y == spot.Y)))
                result[^1] = spot;
            else
                result.Add(spot);
        }

        return result;
    }
}
