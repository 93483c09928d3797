using System.Globalization;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>Keeps what looks at one primary have shown, and says after each what it amounts to. It asks nobody.</summary>
internal sealed class PrimaryCase(MySqlServer server, PrimaryRules rules)
{
    /// <summary>A replica that was without its source at so many looks which the primary answered is no witness of the primary's end.</summary>
    private const int LooksToDiscredit = 2;

    private readonly Dictionary<string, int> _lostWhileAnswered = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, WitnessFacts> _before = new(StringComparer.OrdinalIgnoreCase);
    private PrimaryState? _stateBefore;
    private (PrimaryState State, TimeSpan At)? _last;
    private TimeSpan? _firstFailure;
    private int _confirmations;
    private int _looks;

    /// <summary>The primary's server_uuid as it is known; null when it is not yet.</summary>
    public string? Uuid { get; private set; }

    /// <summary>Takes a look into account.</summary>
    public PrimaryDiagnosis Take(PrimaryLook look)
    {
        _looks++;
        Uuid ??= look.Probe.State?.Uuid ?? look.Witnesses.FirstOrDefault(static witness => witness is { IsFollowing: true, SourceUuid: not null })?.SourceUuid;
        var isOut = IsOut(look.Probe.Outcome);
        _firstFailure = isOut ? _firstFailure ?? look.Began : null;
        var trouble = _firstFailure is { } first ? look.Ended - first : (TimeSpan?)null;
        var witnesses = look.Witnesses.Select(facts => WitnessJudge.Judge(facts, isOut ? _before.GetValueOrDefault(Key(facts)) : null, trouble, IsDiscredited(facts), rules)).ToList();
        var judgement = PrimaryJudge.Judge(look.Probe, witnesses, Uuid, _stateBefore, rules);
        _confirmations = isOut && look.Probe.Outcome != PrimaryProbeOutcome.UnknownHost && witnesses.Any(static witness => witness.HasSay) && !witnesses.Any(static witness => witness.IsProofOfLife) ? _confirmations + 1 : 0;
        Remember(look, isOut);
        var (mayFailOver, doubt) = Decide(judgement.Verdict, trouble ?? TimeSpan.Zero);
        return new PrimaryDiagnosis
        {
            Server = server,
            Verdict = judgement.Verdict,
            MayFailOver = mayFailOver,
            Reasons = doubt is null ? judgement.Reasons : [.. judgement.Reasons, doubt],
            Probe = look.Probe,
            Witnesses = witnesses,
            Confirmations = _confirmations,
            ConfirmationsNeeded = rules.Confirmations,
            Looks = _looks,
            Trouble = trouble ?? TimeSpan.Zero,
            ElapsedToVerdict = trouble,
            PrimaryUuid = Uuid ?? "",
            LastState = _last?.State,
            LastStateAge = _last is { } last ? look.Ended - last.At : null,
            At = look.At,
        };
    }

    /// <summary>True for outcomes that leave open whether the primary lives.</summary>
    private static bool IsOut(PrimaryProbeOutcome outcome) =>
        outcome is not (PrimaryProbeOutcome.Answered or PrimaryProbeOutcome.TooManyConnections or PrimaryProbeOutcome.LoginRefused);

    private static string Key(WitnessFacts facts) => facts.Server.Endpoint;

    private bool IsDiscredited(WitnessFacts facts) => _lostWhileAnswered.GetValueOrDefault(Key(facts)) >= LooksToDiscredit;

    private (bool MayFailOver, string? Doubt) Decide(PrimaryVerdict verdict, TimeSpan trouble) => verdict switch
    {
        not (PrimaryVerdict.Crashed or PrimaryVerdict.Hung) => (false, null),
        _ when _confirmations < rules.Confirmations => (false, $"That was seen at {_confirmations} of {rules.Confirmations} looks in a row that are needed."),
        PrimaryVerdict.Hung when trouble < rules.HangLimit => (false, string.Create(CultureInfo.InvariantCulture, $"It has been out of reach for {trouble.TotalSeconds:0.#} s; a hang counts from {rules.HangLimit.TotalSeconds:0.#} s on.")),
        _ => (true, null),
    };

    private void Remember(PrimaryLook look, bool isOut)
    {
        foreach (var facts in look.Witnesses.Where(static witness => witness is { IsAsked: true, IsFollowing: true }))
        {
            if (facts.Receiver == Replication.Status.ReceiverState.On)
                _lostWhileAnswered.Remove(Key(facts));
            else if (look.Probe.IsAnswered)
                _lostWhileAnswered[Key(facts)] = _lostWhileAnswered.GetValueOrDefault(Key(facts)) + 1;
        }

        _before = isOut ? look.Witnesses.ToDictionary(Key, StringComparer.OrdinalIgnoreCase) : new(StringComparer.OrdinalIgnoreCase);
        _stateBefore = look.Probe.State;
        if (look.Probe.State is { } state && state.Uuid.Equals(Uuid, StringComparison.OrdinalIgnoreCase))
            _last = (state, look.Ended);
    }
}
