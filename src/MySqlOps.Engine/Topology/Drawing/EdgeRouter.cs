namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>Finds ways for the lines that no tree has, as those of a second source or of a ring: along the free room between the cards, with few turns, and off the lines that are there.</summary>
internal sealed class EdgeRouter
{
    private const double Cell = 8;
    private const double Clearance = 7;
    private const double Stub = 12;
    private const int TurnCost = 8;
    private const int CrossCost = 5;
    private const int AlongCost = 40;

    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    private readonly Box _area;
    private readonly int _columns;
    private readonly int _rows;
    private readonly bool[] _isBlocked;
    private readonly bool[] _hasHorizontal;
    private readonly bool[] _hasVertical;

    /// <summary>A router for a picture.</summary>
    /// <param name="area">Where lines may run.</param>
    /// <param name="cards">Where they may not.</param>
    public EdgeRouter(Box area, IEnumerable<Box> cards)
    {
        _area = area;
        (_columns, _rows) = ((int)(area.Width / Cell) + 1, (int)(area.Height / Cell) + 1);
        _isBlocked = new bool[_columns * _rows];
        _hasHorizontal = new bool[_columns * _rows];
        _hasVertical = new bool[_columns * _rows];
        foreach (var card in cards)
        {
            var box = card.Grow(Clearance);
            for (var y = Row(box.Y); y <= Row(box.Bottom); y++)
            {
                for (var x = Column(box.X); x <= Column(box.Right); x++)
                    _isBlocked[Index(x, y)] |= At(x, y) is var spot && spot.X > box.X && spot.X < box.Right && spot.Y > box.Y && spot.Y < box.Bottom;
            }
        }
    }

    /// <summary>Remembers a line, so that others keep off it.</summary>
    public void Take(IReadOnlyList<Spot> line)
    {
        for (var i = 1; i < line.Count; i++)
        {
            var (from, to) = (line[i - 1], line[i]);
            var taken = Math.Abs(from.Y - to.Y) < Cell / 2 ? _hasHorizontal : _hasVertical;
            for (var y = Row(Math.Min(from.Y, to.Y)); y <= Row(Math.Max(from.Y, to.Y)); y++)
            {
                for (var x = Column(Math.Min(from.X, to.X)); x <= Column(Math.Max(from.X, to.X)); x++)
                    taken[Index(x, y)] = true;
            }
        }
    }

    /// <summary>The way from one card to another; straight when there is no free one.</summary>
    public IReadOnlyList<Spot> Route(Box from, Box to)
    {
        var starts = Gates(from, isEnd: false);
        var ends = Gates(to, isEnd: true);
        var costs = new Dictionary<(int Cell, int Step), int>();
        var before = new Dictionary<(int Cell, int Step), (int Cell, int Step)>();
        var open = new PriorityQueue<(int Cell, int Step), int>();
        foreach (var gate in starts)
        {
            costs[(gate.Cell, gate.Step)] = 0;
            open.Enqueue((gate.Cell, gate.Step), 0);
        }

        while (open.TryDequeue(out var place, out var cost))
        {
            if (cost > costs[place])
                continue;

            // A line enters against the direction in which the gate looks.
            if (ends.FindIndex(gate => gate.Cell == place.Cell && (gate.Step + 2) % 4 == place.Step) is >= 0 and var end)
                return Draw(Trace(place, before), starts, ends[end]);
            for (var step = 0; step < Steps.Length; step++)
            {
                if (Math.Abs(step - place.Step) == 2)
                    continue;
                var (x, y) = ((place.Cell % _columns) + Steps[step].X, (place.Cell / _columns) + Steps[step].Y);
                if (x < 0 || y < 0 || x >= _columns || y >= _rows || _isBlocked[Index(x, y)])
                    continue;
                var next = (Index(x, y), step);
                var total = cost + 1 + (step == place.Step ? 0 : TurnCost) + Crowding(Index(x, y), step);
                if (costs.TryGetValue(next, out var known) && known <= total)
                    continue;
                costs[next] = total;
                before[next] = place;
                open.Enqueue(next, total);
            }
        }

        return [new Spot(from.Right, from.CenterY), new Spot(to.X, to.CenterY)];
    }

    private int Crowding(int cell, int step)
    {
        var (along, across) = step % 2 == 0 ? (_hasHorizontal[cell], _hasVertical[cell]) : (_hasVertical[cell], _hasHorizontal[cell]);
        return (along ? AlongCost : 0) + (across ? CrossCost : 0);
    }

    /// <summary>Where a line may leave or enter a card: off the middles, which belong to the tree's lines.</summary>
    private List<(int Cell, int Step, Spot Edge, Spot Outside)> Gates(Box card, bool isEnd)
    {
        var share = isEnd ? 0.78 : 0.28;
        (int Step, Spot Edge)[] gates =
        [
            (0, new Spot(card.Right, card.Y + (card.Height * share))),
            (2, new Spot(card.X, card.Y + (card.Height * share))),
            (1, new Spot(card.X + (card.Width * (isEnd ? 0.85 : 0.75)), card.Bottom)),
            (3, new Spot(card.X + (card.Width * (isEnd ? 0.75 : 0.85)), card.Y)),
        ];
        return
        [
            .. gates.Select(gate => (gate, Outside: gate.Edge.Move(Steps[gate.Step].X * Stub, Steps[gate.Step].Y * Stub)))
                .Select(item => (Index(Column(item.Outside.X), Row(item.Outside.Y)), item.gate.Step, item.gate.Edge, item.Outside))
                .Where(gate => !_isBlocked[gate.Item1]),
        ];
    }

    private static List<(int Cell, int Step)> Trace((int Cell, int Step) end, Dictionary<(int Cell, int Step), (int Cell, int Step)> before)
    {
        var way = new List<(int Cell, int Step)> { end };
        while (before.TryGetValue(way[^1], out var place))
            way.Add(place);
        way.Reverse();
        return way;
    }

    private List<Spot> Draw(List<(int Cell, int Step)> way, List<(int Cell, int Step, Spot Edge, Spot Outside)> starts, (int Cell, int Step, Spot Edge, Spot Outside) end)
    {
        var start = starts.Find(gate => gate.Cell == way[0].Cell && gate.Step == way[0].Step);
        var line = new List<Spot> { start.Edge };
        for (var i = 1; i < way.Count; i++)
        {
            if (way[i].Step != way[i - 1].Step)
                line.Add(At(way[i - 1].Cell % _columns, way[i - 1].Cell / _columns));
        }

        line.Add(end.Edge);

        // The first and the last piece leave the card straight: the turns after them move to the gate's height.
        Align(line, 0, 1, start.Step);
        Align(line, line.Count - 1, line.Count - 2, end.Step);
        return line.Count == 2 && line[0].X != line[1].X && line[0].Y != line[1].Y ? Elbow(line, start.Step) : line;
    }

    private static void Align(List<Spot> line, int edge, int turn, int step)
    {
        if (line.Count < 3)
            return;
        line[turn] = step % 2 == 0 ? line[turn] with { Y = line[edge].Y } : line[turn] with { X = line[edge].X };
    }

    private static List<Spot> Elbow(List<Spot> line, int step)
    {
        var (from, to) = (line[0], line[1]);
        var middle = step % 2 == 0 ? (from.X + to.X) / 2 : (from.Y + to.Y) / 2;
        return step % 2 == 0 ? [from, new Spot(middle, from.Y), new Spot(middle, to.Y), to] : [from, new Spot(from.X, middle), new Spot(to.X, middle), to];
    }

    private int Column(double x) => Math.Clamp((int)Math.Round((x - _area.X) / Cell), 0, _columns - 1);

    private int Row(double y) => Math.Clamp((int)Math.Round((y - _area.Y) / Cell), 0, _rows - 1);

    private int Index(int x, int y) => (y * _columns) + x;

    private Spot At(int x, int y) => new(_area.X + (x * Cell), _area.Y + (y * Cell));
}
