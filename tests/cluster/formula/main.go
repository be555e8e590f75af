// Tells what Argo itself makes of runs that are to be retried.
//
// Each line of the input is a question in JSON, and each line of the output the answer: the run as Argo's server would
// store it, with the pods that it would delete, or why it refuses.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"log"
	"os"

	wfv1 "github.com/argoproj/argo-workflows/v4/pkg/apis/workflow/v1alpha1"
	"github.com/argoproj/argo-workflows/v4/util/logging"
	"github.com/argoproj/argo-workflows/v4/workflow/util"
)

type question struct {
	Run               wfv1.Workflow `json:"run"`
	RestartSuccessful bool          `json:"restartSuccessful"`
	Selector          string        `json:"selector"`
	Parameters        []string      `json:"parameters"`
}

type answer struct {
	Run   *wfv1.Workflow `json:"run,omitempty"`
	Pods  []string       `json:"pods,omitempty"`
	Error string         `json:"error,omitempty"`
}

func main() {
	ctx := logging.WithLogger(context.Background(), logging.NewSlogLogger(logging.Error, logging.Text))
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	out := json.NewEncoder(os.Stdout)
	for in.More() {
		var asked question
		if err := in.Decode(&asked); err != nil {
			log.Fatal(err)
		}
		run, pods, err := util.FormulateRetryWorkflow(ctx, &asked.Run, asked.RestartSuccessful, asked.Selector, asked.Parameters)
		told := answer{Run: run, Pods: pods}
		if err != nil {
			told.Error = err.Error()
		}
		if err := out.Encode(told); err != nil {
			log.Fatal(err)
		}
	}
}
