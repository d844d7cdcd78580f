import { DefaultAzureCredential } from '@azure/identity';
import { ServiceBusClient } from '@azure/service-bus';

/** Accepted orders. The instrument is the session, so that its orders keep their sequence. */
export class OrderQueue {
  #sender;

  constructor(namespace, queue) {
    const client = new ServiceBusClient(`${namespace}.servicebus.windows.net`, new DefaultAzureCredential());
    this.#sender = client.createSender(queue);
  }

  accept(order) {
    return this.#sender.sendMessages({
      body: order,
      contentType: 'application/json',
      messageId: order.id,
      sessionId: order.instrument,
    });
  }
}
