using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Failover.Steps;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>What happened as one line of JSON, for logs and for programs: names in camelCase, servers as host:port, spans in seconds, times in UTC. What is not known is left out.</summary>
internal static class FailoverJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },

        // Read by people and by programs, never put into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An event.</summary>
    public static string Write(FailoverEvent happened) => JsonSerializer.Serialize(
        new
        {
            At = happened.At.UtcDateTime,
            happened.Kind,
            Server = happened.Server.Endpoint,
            Primary = happened.Primary.Endpoint,
            NewPrimary = happened.NewPrimary?.Endpoint,
            happened.Verdict,
            Epoch = Number(happened.Epoch),
            happened.Message,
            happened.Error,
            Diagnosis = Diagnosis(happened.Diagnosis),
            Step = Step(happened.Step),
            Hook = Hook(happened.Hook),
            Outcome = Outcome(happened.Outcome),
        },
        Options);

    /// <summary>The occasion of a hook.</summary>
    public static string Write(FailoverHookKind kind, FailoverHookEvent occasion) => JsonSerializer.Serialize(
        new
        {
            Hook = kind,
            OldPrimary = Server(occasion.OldPrimary),
            NewPrimary = occasion.NewPrimary is { } server ? Server(server) : null,
            Epoch = Number(occasion.Epoch),
            occasion.Reasons,
            Outcome = Outcome(occasion.Outcome),
        },
        Options);

    private static long? Number(long epoch) => epoch == 0 ? null : epoch;

    private static object Server(MySqlServer server) => new { server.Host, server.Port, server.Endpoint };

    private static object? Diagnosis(PrimaryDiagnosis? diagnosis) => diagnosis is null ? null : new
    {
        diagnosis.Verdict,
        diagnosis.MayFailOver,
        diagnosis.Reasons,
        diagnosis.Agreeing,
        diagnosis.Voting,
        diagnosis.Confirmations,
        TroubleSeconds = Seconds(diagnosis.Trouble),
        Witnesses = diagnosis.Witnesses.Select(static witness => new { Server = witness.Server.Endpoint, witness.View, witness.Text }),
    };

    private static object? Step(FailoverStepResult? step) => step is null ? null : new
    {
        step.Kind,
        step.Action,
        step.Status,
        Server = step.Server.Endpoint,
        StartedSeconds = Seconds(step.Started),
        ElapsedSeconds = Seconds(step.Elapsed),
        step.Error,
        step.Message,
    };

    private static object? Hook(FailoverHookRun? run) => run is null ? null : new { run.Kind, run.Name, run.IsSuccess, run.ExitCode, run.IsTimedOut, ElapsedSeconds = Seconds(run.Elapsed), run.Message };

    private static object? Outcome(MySqlFailover? outcome) => outcome is null ? null : new
    {
        OldPrimary = outcome.OldPrimary.Endpoint,
        NewPrimary = outcome.NewPrimary?.Endpoint,
        outcome.IsComplete,
        outcome.IsUndone,
        outcome.IsResumed,
        WritableAfterSeconds = Seconds(outcome.WritableAfter),
        ElapsedSeconds = Seconds(outcome.Elapsed),
        Fence = outcome.Fence?.ToString(),
        outcome.LostTransactions,
        outcome.Loss,
        Detached = outcome.Detached.Select(static detached => new { Server = detached.Server.Endpoint, detached.Reason }),
        outcome.OldPrimaryAction,
        outcome.OldPrimaryText,
        Steps = outcome.Steps.Select(Step),
        outcome.Error,
        outcome.Message,
    };

    private static double? Seconds(TimeSpan? span) => span is { } some ? Math.Round(some.TotalSeconds, 3) : null;
}
